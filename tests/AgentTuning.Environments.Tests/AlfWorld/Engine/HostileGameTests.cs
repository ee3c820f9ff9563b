using AgentTuning.Environments.AlfWorld.Engine;

namespace AgentTuning.Environments.Tests.AlfWorld.Engine;

public sealed class HostileGameTests
{
    [Fact]
    public void Expressions_queries_and_effects_are_bounded()
    {
        var sum = string.Join(" + ", Enumerable.Repeat("'x'", 5_000));
        var query = string.Join(" & ", Enumerable.Repeat("opened(r:receptacle)", 200));
        var effects = string.Concat(Enumerable.Range(0, 1).Select(i => $" (forall (?x{i} ?y{i} - object) (inReceptacleObject ?x{i} ?y{i}))"));

        Refused(SmallHouse.Domain, SmallHouse.Grammar.Replace("You close the {r.name}.", $"{{{sum}}}", StringComparison.Ordinal), "an expression has 29997 characters");
        Refused(SmallHouse.Domain, SmallHouse.Grammar.Replace("openable(r:receptacle) & opened(r:receptacle)", query, StringComparison.Ordinal), "a query joins more than 16 facts");
        Refused(SmallHouse.Domain.Replace(":effect (checked ?l)", $":effect (and (checked ?l){effects})", StringComparison.Ordinal), SmallHouse.Grammar, "facts at once, at most 4096 are supported");
    }

    [Fact]
    public void A_long_conjunction_of_the_same_test_ends()
    {
        var goal = $"(exists (?r - receptacle ?o - object) (and {string.Concat(Enumerable.Repeat("(inReceptacle ?o ?r) ", 1_000))}))";

        Assert.True(Games.Open(SmallHouse.Create(goal: goal)).IsWon);
        Assert.Contains(
            "joins more than 1024 literals",
            Assert.Throws<InvalidDataException>(() => Games.Open(SmallHouse.Create(goal: goal.Replace(" ?r) ", " ?r) (inReceptacle ?o ?r) ", StringComparison.Ordinal)))).Message,
            StringComparison.Ordinal);
    }

    static void Refused(string domain, string grammar, string part)
    {
        var things = SmallHouse.Things + string.Concat(Enumerable.Range(0, 60).Select(i => $" thing{i} - object"));

        var fault = Assert.Throws<InvalidDataException>(() => Games.Open(SmallHouse.With(domain, grammar, things: things)));

        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }
}
