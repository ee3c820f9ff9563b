using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.Tests.AlfWorld.Engine;

public sealed class HouseholdRuleTests
{
    public static TheoryData<GameEngine> Engines => [GameEngine.General, GameEngine.Compiled];

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_introduction_lists_the_furniture_and_a_look_from_the_same_place_sees_nothing(GameEngine engine)
    {
        var game = SmallHouse.Open(engine);

        Assert.Equal(
            "-= Welcome to TextWorld, ALFRED! =-\n\nYou are in the middle of a room. Looking quickly around you, you see a coffeemachine 1, a countertop 1, a fridge 1, a microwave 1, a shelf 1, and a sinkbasin 1.\n\nYour task is to: UNKNOWN GOAL.",
            game.Reset().Observation);
        Assert.Equal("You are in the middle of a room. Looking quickly around you, you see nothing.", game.Play("look"));
        Assert.Equal(["go to coffeemachine 1", "go to countertop 1", "go to fridge 1", "go to microwave 1", "go to shelf 1", "go to sinkbasin 1", "help", "inventory", "look"], game.AdmissibleCommands);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Nobody_goes_to_where_they_stand_nor_to_what_shares_the_place(GameEngine engine)
    {
        var game = SmallHouse.Open(engine);

        Assert.Equal("You arrive at countertop 1. On the countertop 1, you see a apple 2, a bowl 1, a knife 1, and a mug 1.", game.Play("go to countertop 1"));
        Assert.Equal("Nothing happens.", game.Play("go to countertop 1"));
        Assert.Equal(new GameTurn("Nothing happens.", IsWon: false, IsAccepted: false), game.Act("go to coffeemachine 1"));
        Assert.Equal(1, game.Moves);
        Assert.Equal("You are facing the coffeemachine 1, and countertop 1. Next to it, you see nothing.", game.Play("look"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_object_in_two_places_is_taken_from_one_of_them(GameEngine engine)
    {
        var game = SmallHouse.Open(engine);

        game.Play("go to countertop 1", "take mug 1 from coffeemachine 1");

        Assert.Equal("On the countertop 1, you see a apple 2, a bowl 1, a knife 1, and a mug 1.", game.Play("examine countertop 1"));
        Assert.Equal("On the coffeemachine 1, you see nothing.", game.Play("examine coffeemachine 1"));
        Assert.Equal("You are carrying: a mug 1.", game.Play("inventory"));
        Assert.True(game.Holds(new PddlFact("holds", "agent1", "mug_bar_1")));
        Assert.True(game.Holds(new PddlFact("inreceptacle", "mug_bar_1", "countertop_bar_1")));
        Assert.True(game.Holds(new PddlFact("heatable", "apple_bar_1")));
        Assert.False(game.Holds(new PddlFact("opened", "fridge_bar_1")));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_was_moved_to_a_neighbour_stands_next_to_it_until_it_is_put_back(GameEngine engine)
    {
        var game = SmallHouse.Open(engine);

        Assert.Equal("You move the mug 1 to the countertop 1.", game.Play("go to countertop 1", "take mug 1 from coffeemachine 1", "move mug 1 to countertop 1"));
        Assert.Equal("You are facing the coffeemachine 1, and countertop 1. Next to it, you see a mug 1.", game.Play("look"));
        Assert.EndsWith("Next to it, you see nothing.", game.Play("take mug 1 from countertop 1", "move mug 1 to coffeemachine 1", "take mug 1 from coffeemachine 1", "look"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Doors_open_before_things_are_taken_and_closing_tells_no_contents(GameEngine engine)
    {
        var game = SmallHouse.Open(engine);

        Assert.Equal("You arrive at fridge 1. The fridge 1 is closed.", game.Play("go to fridge 1"));
        Assert.DoesNotContain("take apple 1 from fridge 1", game.AdmissibleCommands);
        Assert.Equal("You open the fridge 1. The fridge 1 is open. In it, you see a apple 1.", game.Play("open fridge 1"));
        Assert.Contains("take apple 1 from fridge 1", game.AdmissibleCommands);
        Assert.Equal("You close the fridge 1.", game.Play("close fridge 1"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Only_what_is_in_the_hand_is_examined_and_shows_what_was_done_to_it(GameEngine engine)
    {
        var game = SmallHouse.Open(engine);

        Assert.Equal("Nothing happens.", game.Play("go to countertop 1", "examine apple 2"));
        Assert.Equal("There's nothing special about apple 2.", game.Play("take apple 2 from countertop 1", "examine apple 2"));
        Assert.Equal("This is a hot apple 2.", game.Play("go to microwave 1", "heat apple 2 with microwave 1", "heat apple 2 with microwave 1", "examine apple 2"));
        Assert.Equal("This is a cold apple 2.", game.Play("go to fridge 1", "cool apple 2 with fridge 1", "examine apple 2"));
        Assert.Equal("This is a cool and clean apple 2.", game.Play("go to sinkbasin 1", "clean apple 2 with sinkbasin 1", "examine apple 2"));
        Assert.Equal("This is a normal bowl 1. In it, you see nothing.", game.Play("go to countertop 1", "move apple 2 to countertop 1", "take bowl 1 from countertop 1", "examine bowl 1"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_knife_slices_through_closed_doors(GameEngine engine)
    {
        var game = SmallHouse.Open(engine);

        Assert.Equal("You sliced the apple 1 with the knife 1.", game.Play("go to countertop 1", "take knife 1 from countertop 1", "go to fridge 1", "slice apple 1 with knife 1"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_lamp_is_turned_on_again_and_again(GameEngine engine)
    {
        var game = SmallHouse.Open(engine);

        Assert.Equal("You turn on the desklamp 1.", game.Play("go to shelf 1", "use desklamp 1"));
        Assert.Equal("You turn on the desklamp 1.", game.Play("use desklamp 1"));
        Assert.False(game.Holds(new PddlFact("ison", "desklamp_bar_1")));
        Assert.True(game.Holds(new PddlFact("istoggled", "desklamp_bar_1")));
        Assert.Equal("This desklamp 1 is on.", game.Play("take desklamp 1 from shelf 1", "examine desklamp 1"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Commands_are_trimmed_and_compared_exactly(GameEngine engine)
    {
        var game = SmallHouse.Open(engine);

        Assert.Equal("You are not carrying anything.", game.Play(" \tinventory\u001c\n"));
        Assert.Equal("Nothing happens.", game.Play("Inventory"));
        Assert.Equal("Nothing happens.", game.Play("go  to fridge 1"));
        Assert.Equal("Nothing happens.", game.Play(""));
        Assert.Equal(1, game.Moves);
        Assert.StartsWith("Available commands:\n", game.Play("help"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_game_that_was_won_is_lost_again_by_walking_away(GameEngine engine)
    {
        var game = SmallHouse.Open(engine, "(and (exists (?a - agent ?o - object ?l - location) (and (toggleable ?o) (isToggled ?o) (objectAtLocation ?o ?l) (atLocation ?a ?l))))");

        Assert.True(game.Act("go to shelf 1") is { IsWon: false });
        Assert.True(game.Act("use desklamp 1").IsWon);
        Assert.False(game.Act("go to fridge 1").IsWon);
        Assert.True(game.Act("go to shelf 1").IsWon);
        Assert.False(game.Reset().IsWon);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_goal_that_already_holds_is_won_at_once(GameEngine engine)
    {
        Assert.True(SmallHouse.Open(engine, "(and)").IsWon);
        Assert.True(SmallHouse.Open(engine, "(imply (opened Fridge_bar_1) (holdsAny agent1))").IsWon);
        Assert.False(SmallHouse.Open(engine, "(or)").IsWon);
        Assert.False(SmallHouse.Open(engine, "(forall (?r - receptacle) (not (openable ?r)))").IsWon);
        Assert.True(SmallHouse.Open(engine, "(forall (?l - nowhere) (atLocation agent1 ?l))").IsWon);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Two_different_objects_must_be_in_the_same_place(GameEngine engine)
    {
        var game = SmallHouse.Open(engine, "(exists (?r - receptacle ?o1 ?o2 - object) (and (objectType ?o1 AppleType) (objectType ?o2 AppleType) (not (= ?o1 ?o2)) (inReceptacle ?o1 ?r) (inReceptacle ?o2 ?r)))");

        game.Play("go to countertop 1", "take apple 2 from countertop 1", "go to fridge 1", "open fridge 1");

        Assert.True(game.Act("move apple 2 to fridge 1").IsWon);
        Assert.False(game.Act("take apple 1 from fridge 1").IsWon);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_state_is_kept_restored_and_forked(GameEngine engine)
    {
        var game = SmallHouse.Open(engine);
        game.Play("go to countertop 1", "take mug 1 from coffeemachine 1");
        var kept = game.Save();
        var commands = game.AdmissibleCommands;
        var fork = game.Fork();

        fork.Play("move mug 1 to countertop 1");
        game.Apply(game.AdmissibleNumbers[0]);
        game.Play("go to fridge 1");
        game.Restore(kept);

        Assert.Equal(commands, game.AdmissibleCommands);
        Assert.Equal((2, 3), (game.Moves, fork.Moves));
        Assert.Equal("You are carrying: a mug 1.", game.Play("inventory"));
        Assert.Equal("You are not carrying anything.", fork.Play("inventory"));
        Assert.Throws<ArgumentException>(() => SmallHouse.Open(engine).Restore(kept));
        Assert.Throws<ArgumentException>(() => game.Act(int.MaxValue));
    }
}
