using System.Security.Cryptography;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.AlfWorld.Generation;

public sealed class HouseGeneratorTests
{
    public static TheoryData<HouseholdTaskType> Types => [.. Enum.GetValues<HouseholdTaskType>()];

    [Theory, MemberData(nameof(Types))]
    public void The_same_name_gives_the_same_bytes(HouseholdTaskType type)
    {
        var name = HouseGenerator.NameOf(5, TaskSplit.Train, type, 3);

        Assert.Equal(HouseFiles.Game(HouseGenerator.Create(name, type)), HouseFiles.Game(HouseGenerator.Create(name, type)));
        Assert.Equal(HouseFiles.Sidecar(HouseGenerator.Create(name, type)), HouseFiles.Sidecar(HouseGenerator.Create(name, type)));
    }

    [Fact]
    public void A_house_of_another_version_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => HouseGenerator.Create(new HouseName(99, 1, TaskSplit.Train), HouseholdTaskType.HeatAndPlace));

        Assert.StartsWith("The house is of version 99 of the generator, and this program has version 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_room_and_no_goal_is_in_two_splits()
    {
        var rooms = new Dictionary<int, TaskSplit>();
        var goals = new Dictionary<(string, string), TaskSplit>();

        foreach (var split in Enum.GetValues<TaskSplit>())
            foreach (var type in Enum.GetValues<HouseholdTaskType>())
                for (var i = 0; i < 200; i++)
                {
                    var house = HouseGenerator.Create(HouseGenerator.NameOf(1, split, type, i), type);
                    rooms.TryAdd(house.SceneNumber, split);
                    goals.TryAdd((house.Goal.Wanted, house.Goal.Place), split);
                    Assert.Equal(split, rooms[house.SceneNumber]);
                    Assert.Equal(split, goals[(house.Goal.Wanted, house.Goal.Place)]);
                }

        foreach (var split in Enum.GetValues<TaskSplit>())
            Assert.InRange(goals.Count(goal => goal.Value == split), 30, 400);
    }

    [Theory, MemberData(nameof(Types))]
    public void The_solution_wins_at_its_last_command_and_not_before(HouseholdTaskType type)
    {
        for (var i = 0; i < 10; i++)
        {
            var house = HouseGenerator.Create(HouseGenerator.NameOf(2, TaskSplit.Test, type, i), type);

            var game = GameFile.Read(HouseFiles.Game(house), "house"); // replays the solution

            Assert.True(game.IsSolvable);
            Assert.InRange(game.Walkthrough!.Count, 3, 14);
            Assert.Equal(game.Walkthrough.Count, house.Difficulty.OptimalLength);
            Assert.InRange(house.Difficulty.ExplorationLength, 3, 80);
        }
    }

    [Theory, MemberData(nameof(Types))]
    public void There_is_always_enough_of_what_is_wanted(HouseholdTaskType type)
    {
        var options = new HouseOptions { PlacedTargets = 0.5, HiddenTargets = 0.5 };
        for (var i = 0; i < 500; i++)
        {
            var house = HouseGenerator.Create(HouseGenerator.NameOf(6, TaskSplit.Test, type, i), type, options);
            var inPlace = house.Objects.Where(item => item.Class.Name == house.Goal.Wanted && item.Receptacles.Any(place => house.Receptacles[place].Class.Name == house.Goal.Place));

            Assert.InRange(house.Objects.Count(item => item.Class.Name == house.Goal.Wanted), house.Goal.Count, 4);
            if (house.Goal is { Device: null, IsUnderLamp: false })
                Assert.InRange(inPlace.Count(), 0, house.Goal.Count - 1);
        }
    }

    [Theory, MemberData(nameof(Types))]
    public void A_house_plays_the_same_under_the_official_rules(HouseholdTaskType type)
    {
        var domain = File.ReadAllText(Path.Combine(SharedFiles.HouseholdLogic, "alfred.pddl"));
        var grammar = File.ReadAllText(Path.Combine(SharedFiles.HouseholdLogic, "alfred.twl2"));
        for (var i = 0; i < 2; i++)
        {
            var house = HouseGenerator.Create(HouseGenerator.NameOf(3, TaskSplit.Train, type, i), type, new HouseOptions { Texts = HouseTexts.Old, SharedPlaces = 0.3, DoubledObjects = 0.5 });
            var official = grammar.Replace("UNKNOWN GOAL.", house.Sentence, StringComparison.Ordinal);
            var ours = Games.Open(house.Game, new GameOptions { Engine = GameEngine.General });
            var theirs = Games.Open(GameFile.Create("official", domain, house.Game.ProblemText, official), new GameOptions { Engine = GameEngine.General });
            var random = new Random(i);

            Assert.Equal(theirs.Reset(), ours.Reset());
            for (var step = 0; step < 60; step++)
            {
                var commands = ours.AdmissibleCommands;
                Assert.Equal(theirs.AdmissibleCommands, commands);
                var command = commands.OrderBy(text => text[0] is 't' or 'p' or 'o' or 'c' or 'h' or 's' or 'u' ? random.NextDouble() : 0.6 + random.NextDouble()).First();
                Assert.Equal(theirs.Act(command), ours.Act(command));
            }
        }
    }

    [Fact]
    public void The_options_bound_the_solution()
    {
        var options = new HouseOptions { LeastPlan = 7, MostPlan = 8 };

        var house = HouseGenerator.Create(HouseGenerator.NameOf(4, TaskSplit.Train, HouseholdTaskType.PickTwoAndPlace, 0), HouseholdTaskType.PickTwoAndPlace, options);

        Assert.InRange(house.Difficulty.OptimalLength, 7, 8);
    }

    [Fact]
    public void A_room_that_never_has_the_task_is_refused()
    {
        var options = new HouseOptions { Room = RoomKind.Bathroom };

        var exception = Assert.Throws<ArgumentException>(() => HouseGenerator.Create(HouseGenerator.NameOf(4, TaskSplit.Train, HouseholdTaskType.HeatAndPlace, 0), HouseholdTaskType.HeatAndPlace, options));

        Assert.StartsWith("There is no pick_heat_then_place_in_recep in a bathroom; it is in: kitchen.", exception.Message, StringComparison.Ordinal);
        Assert.Equal([HouseholdTaskType.PickAndPlace, HouseholdTaskType.CleanAndPlace, HouseholdTaskType.PickTwoAndPlace], HouseGenerator.TypesOf(options));
    }

    [Fact]
    public void Doors_places_and_lamps_follow_the_options()
    {
        for (var i = 0; i < 60; i++)
        {
            var open = Create(HouseholdTaskType.CleanAndPlace, i, new HouseOptions { Doors = 0, Room = RoomKind.Bathroom });
            var closed = Create(HouseholdTaskType.CoolAndPlace, i, new HouseOptions { Doors = 1, MorePlaces = 1 });
            var light = Create(HouseholdTaskType.LookInLight, i, new HouseOptions { LampsApart = 1, SharedPlaces = 0 });

            Assert.Equal(RoomKind.Bathroom, open.Room);
            Assert.DoesNotContain(open.Receptacles, receptacle => receptacle.HasDoor);
            Assert.All(closed.Receptacles, receptacle => Assert.Equal(receptacle.Class.Name is "Cabinet" or "Drawer" or "Fridge" or "Microwave", receptacle.HasDoor));
            Assert.True(closed.Receptacles.Count(receptacle => receptacle.Class.Name == closed.Goal.Place) > 1);
            Assert.InRange(light.Difficulty.OptimalLength, 4, 6);
        }
    }

    static House Create(HouseholdTaskType type, int index, HouseOptions options) => HouseGenerator.Create(HouseGenerator.NameOf(8, TaskSplit.Test, type, index), type, options);

    [Fact]
    public void The_generator_keeps_its_houses()
    {
        // agenttuning alfworld generate --count 1 --split test --type pick_heat_then_place_in_recep -o hot; sha256sum hot/*/*/game.tw-pddl
        var house = HouseGenerator.Create(HouseGenerator.NameOf(0, TaskSplit.Test, HouseholdTaskType.HeatAndPlace, 0), HouseholdTaskType.HeatAndPlace);

        Assert.Equal("pick_heat_then_place_in_recep-Potato-None-CounterTop-10399/trial_T00000002_001049_938165", HouseFiles.FolderOf(house));
        Assert.Equal("8c22555c8a02cb802aafe3509159eb144123140de0a9d2eb7a7f80152368ebbb", Convert.ToHexStringLower(SHA256.HashData(HouseFiles.Game(house))));
    }
}
