using AgentTuning.Environments.AlfWorld.Engine;

namespace AgentTuning.Environments.Tests.AlfWorld.Engine;

/// <summary>A kitchen of six places under our own domain. The coffee machine stands on the counter, and the mug is in both.</summary>
static class SmallHouse
{
    public const string Things = """
        agent1 - agent
        Fridge_bar_1 Microwave_bar_1 CounterTop_bar_1 CoffeeMachine_bar_1 Sink_bar_1_bar_SinkBasin Shelf_bar_1 - receptacle
        Apple_bar_1 Apple_bar_2 Mug_bar_1 Knife_bar_1 DeskLamp_bar_1 Bowl_bar_1 - object
        loc_bar_0 loc_bar_1 loc_bar_2 loc_bar_3 loc_bar_4 loc_bar_5 - location
        FridgeType MicrowaveType CounterTopType CoffeeMachineType SinkBasinType ShelfType - rtype
        AppleType MugType KnifeType ButterKnifeType DeskLampType BowlType - otype
        """;

    public const string Facts = """
        (atLocation agent1 loc_bar_0)
        (receptacleAtLocation Fridge_bar_1 loc_bar_1) (receptacleAtLocation Microwave_bar_1 loc_bar_2) (receptacleAtLocation CounterTop_bar_1 loc_bar_3)
        (receptacleAtLocation CoffeeMachine_bar_1 loc_bar_3) (receptacleAtLocation Sink_bar_1_bar_SinkBasin loc_bar_4) (receptacleAtLocation Shelf_bar_1 loc_bar_5)
        (receptacleType Fridge_bar_1 FridgeType) (receptacleType Microwave_bar_1 MicrowaveType) (receptacleType CounterTop_bar_1 CounterTopType)
        (receptacleType CoffeeMachine_bar_1 CoffeeMachineType) (receptacleType Sink_bar_1_bar_SinkBasin SinkBasinType) (receptacleType Shelf_bar_1 ShelfType)
        (openable Fridge_bar_1) (openable Microwave_bar_1)
        (objectType Apple_bar_1 AppleType) (objectType Apple_bar_2 AppleType) (objectType Mug_bar_1 MugType)
        (objectType Knife_bar_1 KnifeType) (objectType DeskLamp_bar_1 DeskLampType) (objectType Bowl_bar_1 BowlType)
        (pickupable Apple_bar_1) (pickupable Apple_bar_2) (pickupable Mug_bar_1) (pickupable Knife_bar_1) (pickupable Bowl_bar_1) (pickupable DeskLamp_bar_1)
        (heatable Apple_bar_1) (coolable Apple_bar_1) (cleanable Apple_bar_1) (sliceable Apple_bar_1) (sliceable Apple_bar_2)
        (toggleable DeskLamp_bar_1) (isReceptacleObject Bowl_bar_1)
        (inReceptacle Apple_bar_1 CounterTop_bar_1) (objectAtLocation Apple_bar_1 loc_bar_3)
        (inReceptacle Apple_bar_2 Fridge_bar_1) (objectAtLocation Apple_bar_2 loc_bar_1)
        (inReceptacle Mug_bar_1 CounterTop_bar_1) (inReceptacle Mug_bar_1 CoffeeMachine_bar_1) (objectAtLocation Mug_bar_1 loc_bar_3)
        (inReceptacle Knife_bar_1 CounterTop_bar_1) (objectAtLocation Knife_bar_1 loc_bar_3)
        (inReceptacle Bowl_bar_1 CounterTop_bar_1) (objectAtLocation Bowl_bar_1 loc_bar_3)
        (inReceptacle DeskLamp_bar_1 Shelf_bar_1) (objectAtLocation DeskLamp_bar_1 loc_bar_5)
        (canContain CounterTopType AppleType) (canContain CounterTopType MugType) (canContain CounterTopType KnifeType) (canContain CounterTopType DeskLampType)
        (canContain CoffeeMachineType MugType) (canContain FridgeType AppleType) (canContain MicrowaveType AppleType) (canContain ShelfType DeskLampType)
        """;

    public const string Goal = "(exists (?r - receptacle ?o - object) (and (receptacleType ?r FridgeType) (objectType ?o MugType) (inReceptacle ?o ?r)))";

    public static string OldDomain => EmbeddedText.Read("AlfWorld/Generation/house.pddl");

    public static string Domain => OldDomain.Insert(OldDomain.LastIndexOf(')'), EmbeddedText.Read("AlfWorld/Generation/help.pddl"));

    public static string OldGrammar => EmbeddedText.Read("AlfWorld/Generation/house.twl2") + EmbeddedText.Read("AlfWorld/Generation/old.twl2");

    public static string Grammar => EmbeddedText.Read("AlfWorld/Generation/house.twl2") + EmbeddedText.Read("AlfWorld/Generation/new.twl2");

    public static GameFile Create(string things = Things, string facts = Facts, string goal = Goal) => With(Domain, Grammar, things, facts, goal);

    public static GameFile With(string domain, string grammar, string things = Things, string facts = Facts, string goal = Goal) =>
        GameFile.Create("small", domain, $"(define (problem small) (:domain alfred)\n(:objects {things})\n(:init {facts})\n(:goal {goal}))", grammar);

    public static IGame Open(GameEngine engine, string goal = Goal) => Games.Open(Create(goal: goal), new GameOptions { Engine = engine });

    /// <summary>What the last of several commands answers.</summary>
    public static string Play(this IGame game, params IReadOnlyList<string> commands)
    {
        var answer = "";
        foreach (var command in commands)
            answer = game.Act(command).Observation;
        return answer;
    }
}
