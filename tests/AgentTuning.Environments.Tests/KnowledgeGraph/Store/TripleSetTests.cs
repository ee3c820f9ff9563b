using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Store;

public sealed class TripleSetTests
{
    static readonly TripleSet Graph = new(
    [
        new(Iri("a:lake"), Iri("a:inflow"), Iri("a:river1")),
        new(Iri("a:lake"), Iri("a:inflow"), Iri("a:river2")),
        new(Iri("a:lake"), Iri("a:inflow"), Iri("a:river2")),
        new(Iri("a:lake"), Iri("a:name"), new KnowledgeTerm(KnowledgeTermKind.Literal, "Lake", null, "EN")),
        new(Iri("a:river1"), Iri("a:length"), new KnowledgeTerm(KnowledgeTermKind.Literal, "12", "http://www.w3.org/2001/XMLSchema#string")),
        new(Iri("a:river2"), Iri("a:name"), KnowledgeTerm.Plain("River")),
    ]);

    [Fact]
    public void Statements_that_repeat_count_once() => Assert.Equal(5, Graph.Count);

    [Fact]
    public void Predicates_of_one_and_of_several_subjects_are_distinct()
    {
        Assert.Equal(["a:inflow", "a:name"], Terms(Graph.Predicates([Number("a:lake")])));
        Assert.Equal(["a:name", "a:length"], Terms(Graph.Predicates([Number("a:river1"), Number("a:river2")])));
    }

    [Fact]
    public void Objects_follow_a_predicate()
    {
        Assert.Equal(["a:river1", "a:river2"], Terms(Graph.Objects([Number("a:lake")], Number("a:inflow"))));
        Assert.Equal(["Lake", "River"], Terms(Graph.Objects([Number("a:lake"), Number("a:river2"), Number("a:river1")], Number("a:name"))));
    }

    [Fact]
    public void Literals_and_unknown_numbers_lead_nowhere()
    {
        Assert.Empty(Graph.Predicates([Graph.Find(KnowledgeTerm.Plain("River"))!.Value, 4_000_000_000]));
        Assert.Empty(Graph.Objects([4_000_000_000], Number("a:name")));
    }

    [Fact]
    public void A_string_is_a_plain_literal_and_a_language_has_no_case()
    {
        Assert.Equal(KnowledgeTerm.Plain("12"), Graph.TermOf(Graph.Find(KnowledgeTerm.Plain("12"))!.Value));
        Assert.NotNull(Graph.Find(new KnowledgeTerm(KnowledgeTermKind.Literal, "Lake", null, "en")));
    }

    [Fact]
    public void A_literal_cannot_be_a_subject() =>
        Assert.Throws<ArgumentException>(() => new TripleSet([new(KnowledgeTerm.Plain("x"), Iri("a:p"), Iri("a:o"))]));

    static KnowledgeTerm Iri(string iri) => KnowledgeTerm.Iri(iri);

    static uint Number(string iri) => Graph.Find(Iri(iri))!.Value;

    static IEnumerable<string> Terms(uint[] numbers) => numbers.Select(number => Graph.TermOf(number).Text);
}
