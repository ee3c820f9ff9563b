using AgentTuning.Environments.AlfWorld.Engine;

namespace AgentTuning.Environments.Tests.AlfWorld.Engine;

public sealed class OtherGamesTests
{
    public static TheoryData<GameEngine> Engines => [GameEngine.General, GameEngine.Compiled];

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_old_style_tells_locations_and_puts_in_or_on(GameEngine engine)
    {
        var game = Open(SmallHouse.With(SmallHouse.OldDomain, SmallHouse.OldGrammar), engine);

        Assert.Equal("You arrive at loc 3. On the countertop 1, you see a apple 2, a bowl 1, a knife 1, and a mug 1.", game.Play("go to countertop 1"));
        Assert.Equal("You put the mug 1 in/on the countertop 1.", game.Play("take mug 1 from coffeemachine 1", "put mug 1 in/on countertop 1"));
        Assert.DoesNotContain("help", game.AdmissibleCommands);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Raw_ids_are_names_where_nothing_is_renamed(GameEngine engine)
    {
        var game = Games.Open(SmallHouse.Create(), new GameOptions { Engine = engine, UseRawNames = true });

        Assert.Equal("You arrive at fridge_bar_1. The fridge_bar_1 is closed.", game.Play("go to fridge_bar_1"));
        Assert.Contains("go to sink_bar_1_bar_sinkbasin", game.AdmissibleCommands);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Of_several_agents_the_first_in_order_who_can_do_it_acts(GameEngine engine)
    {
        var things = SmallHouse.Things.Replace("agent1 - agent", "agent1 agent2 agent3 - agent", StringComparison.Ordinal);
        var facts = SmallHouse.Facts + " (atLocation agent2 loc_bar_3) (atLocation agent3 loc_bar_3)";
        var game = Open(SmallHouse.Create(things, facts), engine);

        Assert.Equal("You pick up the apple 2 from the countertop 1.", game.Play("take apple 2 from countertop 1"));
        Assert.Equal("You are not carrying anything.", game.Play("inventory"));
        Assert.Contains("take knife 1 from countertop 1", game.AdmissibleCommands);
        Assert.True(game.Holds(new("holds", "agent2", "apple_bar_1")));
        game.Play("take knife 1 from countertop 1");
        Assert.True(game.Holds(new("holds", "agent3", "knife_bar_1")));
        Assert.DoesNotContain("take mug 1 from countertop 1", game.AdmissibleCommands);

        // agent1 walks first, and from the counter on only others can go there.
        game.Play("go to fridge 1", "go to countertop 1");
        Assert.True(game.Holds(new("atlocation", "agent1", "loc_bar_3")));
        Assert.Contains("take mug 1 from countertop 1", game.AdmissibleCommands);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_condition_for_all_values_forbids_a_second_open_door(GameEngine engine)
    {
        var domain = SmallHouse.Domain.Replace("(openable ?r) (not (opened ?r))", "(openable ?r) (forall (?other - receptacle) (not (opened ?other)))", StringComparison.Ordinal);
        var facts = SmallHouse.Facts.Replace("(receptacleAtLocation Microwave_bar_1 loc_bar_2)", "(receptacleAtLocation Microwave_bar_1 loc_bar_1)", StringComparison.Ordinal);
        var game = Open(SmallHouse.With(domain, SmallHouse.Grammar, facts: facts), engine);

        game.Play("go to fridge 1");
        Assert.Contains("open microwave 1", game.AdmissibleCommands);
        game.Play("open fridge 1");
        Assert.DoesNotContain("open microwave 1", game.AdmissibleCommands);
        Assert.DoesNotContain("open fridge 1", game.AdmissibleCommands);
        game.Play("close fridge 1");
        Assert.Contains("open microwave 1", game.AdmissibleCommands);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_effect_for_all_values_keeps_going_to_where_one_stands_alive(GameEngine engine)
    {
        const string Simple = "(atLocation ?a ?lEnd) (not (atLocation ?a ?lStart))";
        var domain = SmallHouse.Domain.Replace(Simple, Simple + " (forall (?x - receptacle) (when (and (receptacleAtLocation ?x ?lEnd) (or (not (openable ?x)) (opened ?x))) (checked ?x)))", StringComparison.Ordinal);
        var game = Open(SmallHouse.With(domain, SmallHouse.Grammar), engine);

        game.Play("go to countertop 1");

        Assert.Contains("go to countertop 1", game.AdmissibleCommands);
        Assert.True(game.Holds(new("checked", "coffeemachine_bar_1")));
        game.Play("go to fridge 1");
        Assert.False(game.Holds(new("checked", "fridge_bar_1")));
        Assert.Contains("go to fridge 1", game.AdmissibleCommands);
        game.Play("open fridge 1", "go to fridge 1");
        Assert.True(game.Holds(new("checked", "fridge_bar_1")));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_unknown_type_has_no_values(GameEngine engine)
    {
        var domain = SmallHouse.Domain.Replace(
            ":precondition (holds ?a ?o)",
            ":precondition (or (exists (?l - location, ?r - receptacle) (and (atLocation ?a ?l) (receptacleAtLocation ?r ?l) (inReceptacle ?o ?r))) (holds ?a ?o))",
            StringComparison.Ordinal);
        var game = Open(SmallHouse.With(domain, SmallHouse.Grammar), engine);

        Assert.NotEqual(SmallHouse.Domain, domain);
        Assert.Equal("Nothing happens.", game.Play("go to countertop 1", "examine apple 2"));
        Assert.Equal("There's nothing special about apple 2.", game.Play("take apple 2 from countertop 1", "examine apple 2"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_text_ends_without_a_fault_where_it_cannot_be_read(GameEngine engine)
    {
        var grammar = SmallHouse.Grammar.Replace("UNKNOWN GOAL.", "wash it; then <rest>", StringComparison.Ordinal);
        var game = Open(SmallHouse.With(SmallHouse.Domain, grammar), engine);

        Assert.EndsWith("\n\nYour task is to: wash it", game.Reset().Observation, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_named_by_what_changes_are_played_by_the_general_engine()
    {
        var grammar = SmallHouse.Grammar.Replace("\"open {r}\"", "\"open {r} holding [{o.name | holds(a:agent, o:object)}]\"", StringComparison.Ordinal);
        var file = SmallHouse.With(SmallHouse.Domain, grammar);
        var game = Games.Open(file);

        game.Play("go to countertop 1", "take mug 1 from countertop 1", "go to fridge 1");

        Assert.Contains("open fridge 1 holding mug 1", game.AdmissibleCommands);
        var fault = Assert.Throws<InvalidDataException>(() => Games.Open(file, new GameOptions { Engine = GameEngine.Compiled }));
        Assert.Contains("the template of 'openobject' depends on facts that change", fault.Message, StringComparison.Ordinal);
    }

    static IGame Open(GameFile file, GameEngine engine) => Games.Open(file, new GameOptions { Engine = engine });
}
