using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Environments.KnowledgeGraph.Engines;
using AgentTuning.Environments.KnowledgeGraph.Programs;
using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.KnowledgeGraph.Official;

/// <summary>Makes a small graph in which a question's gold calls find its gold answers: fresh nodes between, and things that are none of the answers beside them.</summary>
/// <remarks>The same question and seed give the same graph. What the calls find is checked; where side nodes would change it, they are left out.</remarks>
sealed class DerivedGraph
{
    const int MostCount = 100_000;

    readonly OntologyFolder _ontology;
    readonly Random _random;
    readonly bool _hasRivals;
    readonly FreshNames _names;
    readonly HashSet<KnowledgeTriple> _triples = [];
    readonly HashSet<string> _used = new(StringComparer.Ordinal);

    DerivedGraph(OntologyFolder ontology, IEnumerable<string> taken, int seed, bool hasRivals)
    {
        _ontology = ontology;
        _random = RandomDraws.Seeded(seed, 61, hasRivals ? 0 : 1);
        _hasRivals = hasRivals;
        _names = new FreshNames(_random, taken);
    }

    /// <summary>The graph of a question as N-Triples, with what its predicates mean.</summary>
    public static TaskGraph Create(KnowledgeProgram program, ImmutableArray<string> answers, OntologyFolder ontology, int seed)
    {
        var triples = Build(hasRivals: true);
        if (!Finds(triples, program, answers))
            triples = Build(hasRivals: false);
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        NTriples.Write(text, triples);
        return new TaskGraph
        {
            Triples = text.ToString(),
            Ontology = ontology.PartOf(triples.Select(triple => triple.Predicate.Text[Freebase.Namespace.Length..])),
        };

        List<KnowledgeTriple> Build(bool hasRivals)
        {
            var graph = new DerivedGraph(ontology, answers.Concat(program.Entities()), seed, hasRivals);
            graph.NoteRelations(program);
            graph.Realize(program, graph.Targets(program, answers));
            graph.AddSides(program);
            return [.. graph._triples.OrderBy(triple => triple.Subject.Text, StringComparer.Ordinal)
                .ThenBy(triple => triple.Predicate.Text, StringComparer.Ordinal).ThenBy(triple => triple.Value.Text, StringComparer.Ordinal)];
        }
    }

    static bool Finds(List<KnowledgeTriple> triples, KnowledgeProgram program, ImmutableArray<string> answers)
    {
        try
        {
            var found = StoreEngine.Execute(new TripleSet(triples), program, CancellationToken.None);
            return found.ToHashSet(StringComparer.Ordinal).SetEquals(answers);
        }
        catch (QueryFailedException)
        {
            return true; // no graph makes it run
        }
    }

    void NoteRelations(KnowledgeProgram program)
    {
        if (program.Kind is ProgramKind.Join or ProgramKind.ArgMax or ProgramKind.ArgMin)
            _used.Add(program.Name);
        if (program.Left is { } left)
            NoteRelations(left);
        if (program.Right is { } right)
            NoteRelations(right);
    }

    List<KnowledgeTerm> Targets(KnowledgeProgram program, ImmutableArray<string> answers)
    {
        if (!program.Counts)
            return [.. answers.Distinct(StringComparer.Ordinal).Select(answer => Term(answer, program.Entities()))];
        var count = answers.Length > 0 && int.TryParse(answers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        return Fresh(count <= MostCount ? count : throw new InvalidDataException($"the gold count is {count}, expected at most {MostCount}."));
    }

    // No query finds an entity of its own question; where the gold answers have one, a node stands in that prints the same.
    static KnowledgeTerm Term(string answer, IReadOnlyList<string> entities)
    {
        if (!Freebase.RelaxedId().IsMatch(answer))
            return GraphLiterals.Of(answer);
        return Freebase.Iri(entities.Contains(answer, StringComparer.Ordinal) ? answer + Freebase.Zone : answer);
    }

    List<KnowledgeTerm> Fresh(int count) => [.. Enumerable.Range(0, count).Select(_ => Freebase.Iri(_names.Next()))];

    // Adds the statements that make a part find exactly these.
    void Realize(KnowledgeProgram part, List<KnowledgeTerm> targets)
    {
        switch (part.Kind)
        {
            case ProgramKind.Join when part.Left!.Kind == ProgramKind.Entity:
                foreach (var target in targets)
                    Add(Freebase.Iri(part.Left.Name), part.Name, target);
                break;
            case ProgramKind.Join:
                RealizeHop(part, targets);
                break;
            case ProgramKind.And:
                Realize(part.Left!, WithRivals(targets));
                Realize(part.Right!, WithRivals(targets));
                break;
            case ProgramKind.Count:
                Realize(part.Left!, targets);
                break;
            case ProgramKind.ArgMax or ProgramKind.ArgMin:
                RealizeBest(part, targets);
                break;
            default:
                break;
        }
    }

    void RealizeHop(KnowledgeProgram part, List<KnowledgeTerm> targets)
    {
        var between = Fresh(Math.Clamp(targets.Count, 1, 1 + _random.Next(3)));
        Realize(part.Left!, between);
        for (var i = 0; i < targets.Count; i++)
            Add(between[i < between.Count ? i : _random.Next(between.Count)], part.Name, targets[i]);
    }

    void RealizeBest(KnowledgeProgram part, List<KnowledgeTerm> targets)
    {
        var rivals = Fresh(_hasRivals ? 2 + _random.Next(4) : 1);
        Realize(part.Left!, [.. targets, .. rivals]);
        var values = new AttributeDraw(_random, _ontology.Find(part.Name)?.Range, part.Kind == ProgramKind.ArgMax);
        foreach (var target in targets)
            Add(target, part.Name, values.Best);
        foreach (var rival in rivals)
            Add(rival, part.Name, values.Worse());
    }

    List<KnowledgeTerm> WithRivals(List<KnowledgeTerm> targets) => _hasRivals ? [.. targets, .. Fresh(1 + _random.Next(3))] : targets;

    // Other relations and attributes of the same types, so that the lists leave a choice.
    void AddSides(KnowledgeProgram program)
    {
        const int MostSides = 7;
        foreach (var (subject, domains) in Subjects())
        {
            var others = domains.SelectMany(_ontology.OfDomain).Where(relation => !_used.Contains(relation.Name)).DistinctBy(relation => relation.Name).ToArray();
            _random.Shuffle(others);
            foreach (var relation in others.Take(1 + _random.Next(MostSides)))
                Add(subject, relation.Name, relation.IsAttribute ? new AttributeDraw(_random, relation.Range, isMost: true).Worse() : Fresh(1)[0]);
        }

        // A question without any known type still has one node for each of its entities.
        foreach (var entity in program.Entities().Where(id => !_triples.Any(triple => triple.Subject.Text == Freebase.Namespace + id)))
            Add(Freebase.Iri(entity), "common.topic.topic_equivalent_webpage", Fresh(1)[0]);
    }

    // At most some nodes of each type: lists over a variable need one only.
    List<(KnowledgeTerm Subject, string[] Domains)> Subjects()
    {
        const int MostOfKind = 2;
        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        var subjects = new List<(KnowledgeTerm, string[])>();
        foreach (var group in _triples.ToArray().GroupBy(triple => triple.Subject))
        {
            var predicates = group.Select(triple => triple.Predicate.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            var kind = string.Join(' ', predicates);
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            if (kinds[kind] <= MostOfKind)
                subjects.Add((group.Key, [.. predicates.Select(predicate => _ontology.Find(predicate[Freebase.Namespace.Length..])?.Domain).OfType<string>().Distinct(StringComparer.Ordinal)]));
        }

        return subjects;
    }

    void Add(KnowledgeTerm subject, string relation, KnowledgeTerm value)
    {
        if (subject.Kind != KnowledgeTermKind.Literal)
            _triples.Add(new KnowledgeTriple(subject, Freebase.Iri(relation), value));
    }
}
