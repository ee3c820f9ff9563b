using AgentTuning.Environments.KnowledgeGraph.Generation;
using AgentTuning.Environments.KnowledgeGraph.Store;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Generation;

public sealed class WorldTests
{
    static readonly WorldOptions Small = new() { People = 100 };

    [Fact]
    public void The_same_seed_gives_the_same_statements_and_another_seed_others()
    {
        var triples = World.Create(TaskSplit.Train, 3, Small).Triples().ToList();

        Assert.Equal(triples, World.Create(TaskSplit.Train, 3, Small).Triples());
        Assert.NotEqual(triples, World.Create(TaskSplit.Train, 4, Small).Triples());
    }

    [Fact]
    public void Splits_share_no_thing_and_no_name()
    {
        TaskSplit[] splits = [TaskSplit.Train, TaskSplit.Development, TaskSplit.Test];
        var worlds = splits.Select(split => Enumerable.Range(0, 2).SelectMany(seed => World.Create(split, seed, Small).Triples()).ToList()).ToList();

        foreach (var (one, other) in (IEnumerable<(int, int)>)[(0, 1), (0, 2), (1, 2)])
        {
            Assert.Empty(Subjects(worlds[one]).Intersect(Subjects(worlds[other])));
            Assert.Empty(Names(worlds[one]).Intersect(Names(worlds[other]), StringComparer.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Names_are_told_apart_within_a_world()
    {
        var triples = World.Create(TaskSplit.Train, 5, Small).Triples().ToList();
        var names = triples.Where(triple => IsName(triple.Predicate)).Select(triple => triple.Value.Text).ToList();

        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.DoesNotContain(names, name => name.AsSpan().ContainsAny(",()#\"") || name.Trim() != name);
    }

    [Fact]
    public void Relations_lead_to_their_range_and_back()
    {
        var world = World.Create(TaskSplit.Test, 1, Small);
        var triples = world.Triples().ToList();
        var types = triples.Where(triple => triple.Predicate.Text == World.Namespace + "type.object.type").ToDictionary(triple => triple.Subject, triple => Local(triple.Value));
        var edges = triples.Where(triple => World.Relations.ContainsKey(Local(triple.Predicate))).ToList();
        var pairs = edges.Select(triple => (triple.Subject, triple.Value)).ToHashSet();

        Assert.All(edges, triple => Assert.Equal(World.Relations[Local(triple.Predicate)], types[triple.Value]));
        Assert.All(edges, triple => Assert.Contains((triple.Value, triple.Subject), pairs));
        Assert.Equal(World.Relations.Count, edges.Select(triple => triple.Predicate).Distinct().Count());
        Assert.Equal(edges.Count, edges.Distinct().Count());
    }

    [Fact]
    public void Every_predicate_is_a_relation_an_attribute_a_name_or_a_type()
    {
        var predicates = World.Create(TaskSplit.Train, 1, Small).Triples().Select(triple => Local(triple.Predicate)).ToHashSet();

        Assert.Equal(
            World.Relations.Keys.Concat(World.Attributes.Keys).Concat(["type.object.name", "type.object.type"]).Order(StringComparer.Ordinal),
            predicates.Order(StringComparer.Ordinal));
        Assert.Empty(World.Relations.Keys.Intersect(World.Attributes.Keys));
        Assert.All(predicates, name => Assert.Matches(@"^[a-z_]+\.[a-z_]+\.[a-z_]+$", name));
    }

    [Fact]
    public void The_size_has_limits()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorldOptions { People = 59 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorldOptions { People = 100_001 });
    }

    static HashSet<string> Subjects(IEnumerable<KnowledgeTriple> triples) => [.. triples.Select(triple => triple.Subject.Text)];

    static IEnumerable<string> Names(IEnumerable<KnowledgeTriple> triples) => triples.Where(triple => IsName(triple.Predicate)).Select(triple => triple.Value.Text);

    static bool IsName(KnowledgeTerm predicate) => predicate.Text == World.Namespace + "type.object.name";

    static string Local(KnowledgeTerm term) => term.Text[World.Namespace.Length..];
}
