using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Store;

/// <summary>Small graphs of all kinds of terms, dense enough that subjects, predicates and objects repeat.</summary>
static class RandomGraph
{
    static readonly string[] Starts = ["http://rdf.freebase.com/ns/m.", "http://a/", "urn:x:", "http://www.w3.org/2001/XMLSchema#", "http://rdf.freebase.com/ns"];
    static readonly string[] Texts = ["", "a", "ab", "é", "😀", "a\"\\\n", "12", "1999-03-04", "\0", "long text that is longer than eight bytes"];

    public static List<KnowledgeTriple> Create(int seed, int most = 300)
    {
        var random = new Random(seed);
        var (nodes, predicates) = (random.Next(1, 40), random.Next(1, 12));
        return [.. Enumerable.Range(0, random.Next(most)).Select(_ => new KnowledgeTriple(Node(random, nodes), Iri(random, predicates), Value(random, nodes)))];
    }

    static KnowledgeTerm Node(Random random, int count) => random.Next(4) > 0
        ? Iri(random, count)
        : new KnowledgeTerm(KnowledgeTermKind.Blank, $"b{random.Next(count)}");

    static KnowledgeTerm Iri(Random random, int count) => KnowledgeTerm.Iri(Starts[random.Next(Starts.Length)] + random.Next(count));

    static KnowledgeTerm Value(Random random, int nodes)
    {
        var text = Texts[random.Next(Texts.Length)];
        return random.Next(8) switch
        {
            0 => KnowledgeTerm.Plain(text),
            1 => new KnowledgeTerm(KnowledgeTermKind.Literal, text, null, random.Next(2) == 0 ? "en" : "pt-br"),
            2 => new KnowledgeTerm(KnowledgeTermKind.Literal, text, "http://www.w3.org/2001/XMLSchema#" + (random.Next(2) == 0 ? "integer" : "gYear")),
            3 => new KnowledgeTerm(KnowledgeTermKind.Literal, text, "http://a/type" + random.Next(2)),
            _ => Node(random, nodes),
        };
    }
}
