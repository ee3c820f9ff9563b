using AgentTuning.Environments.KnowledgeGraph.Programs;
using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.KnowledgeGraph.Engines;

/// <summary>Runs one program over a store with the meaning that the original's queries have.</summary>
/// <remarks>
/// Bodies are trees with the answer at the root, so sets of nodes suffice; a superlative anywhere needs its values beside the nodes.
/// The program's own entities and texts of other languages are no answers, but where a superlative keeps its ties.
/// </remarks>
sealed class ProgramRun(IKnowledgeStore store, KnowledgeProgram program, CancellationToken cancellationToken)
{
    readonly Dictionary<KnowledgeProgram, HashSet<uint>> _sets = [];
    readonly HashSet<uint> _entities = [.. program.Entities().Select(id => store.Find(Freebase.Iri(id))).OfType<uint>()];

    /// <summary>What the program finds; what is counted where it counts.</summary>
    /// <exception cref="QueryFailedException">Its query is none that an engine takes.</exception>
    public IReadOnlyCollection<uint> Found()
    {
        if (program.Entities().Any(id => id.StartsWith("f.", StringComparison.Ordinal)))
            throw new QueryFailedException("An id of the kind f. has no namespace in the query.");
        if (program.Superlatives > 1)
            throw new QueryFailedException("A query has one superlative at most.");
        if (program.Superlatives == 0)
            return [.. SetOf(program).Where(IsAnswer)];
        if (program.Counts)
            throw new QueryFailedException("A superlative cannot be counted.");
        return Best();
    }

    IReadOnlyCollection<uint> Best()
    {
        var isMost = IsMost(program);
        var rows = RowsOf(program);
        GraphValue? best = null;
        foreach (var (node, value) in rows)
            if (IsAnswer(node) && (best is not { } before || (isMost ? value.CompareTo(before) > 0 : value.CompareTo(before) < 0)))
                best = value;
        return best is { } wanted ? [.. rows.Where(row => row.Value.CompareTo(wanted) == 0).Select(row => row.Node).Distinct()] : [];
    }

    static bool IsMost(KnowledgeProgram program) => program.Kind switch
    {
        ProgramKind.ArgMax => true,
        ProgramKind.ArgMin => false,
        _ => IsMost(program.Left is { Superlatives: > 0 } left ? left : program.Right!),
    };

    HashSet<uint> SetOf(KnowledgeProgram part)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_sets.TryGetValue(part, out var known))
            return known;
        var set = Evaluate(part);
        _sets.Add(part, set);
        return set;
    }

    HashSet<uint> Evaluate(KnowledgeProgram part) => part.Kind switch
    {
        ProgramKind.Entity => store.Find(Freebase.Iri(part.Name)) is { } number ? [number] : [],
        ProgramKind.Join => store.Find(Freebase.Iri(part.Name)) is { } relation ? ObjectsOf(SetOf(part.Left!), relation) : [],
        ProgramKind.And => Both(part),
        ProgramKind.Count => SetOf(part.Left!),
        _ => [], // OR binds nothing
    };

    HashSet<uint> ObjectsOf(HashSet<uint> subjects, uint relation)
    {
        var all = store.Objects([.. subjects], relation);
        return KeepFirst(all).Count == all.Length ? [.. all] : [.. subjects.SelectMany(subject => KeepFirst(store.Objects([subject], relation)))];
    }

    // A server keeps one of several numbers or times that are equal, where one thing has them by one relation.
    List<uint> KeepFirst(uint[] objects)
    {
        var values = new HashSet<GraphValue>();
        return [.. objects.Where(number => GraphValue.Of(store.TermOf(number)) is var value && (value.Rank is not (ValueRank.Number or ValueRank.Time) || values.Add(value)))];
    }

    HashSet<uint> Both(KnowledgeProgram part)
    {
        var (left, right) = (part.Left!, part.Right!);
        if (IsSatisfied(left) is { } leftHolds)
            return leftHolds ? SetOf(right) : [];
        if (IsSatisfied(right) is { } rightHolds)
            return rightHolds ? SetOf(left) : [];
        var both = new HashSet<uint>(SetOf(left));
        both.IntersectWith(SetOf(right));
        return both;
    }

    // An OR binds no variable of its own: beside something else it only asks whether its parts have any match.
    bool? IsSatisfied(KnowledgeProgram part) => part.Kind switch
    {
        ProgramKind.Or => new[] { part.Left!, part.Right! }.All(side => IsSatisfied(side) ?? SetOf(side).Count > 0),
        ProgramKind.Count => IsSatisfied(part.Left!),
        ProgramKind.And when IsSatisfied(part.Left!) is { } left && IsSatisfied(part.Right!) is { } right => left && right,
        _ => null,
    };

    List<(uint Node, GraphValue Value)> RowsOf(KnowledgeProgram part)
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (part.Kind)
        {
            case ProgramKind.ArgMax or ProgramKind.ArgMin:
                return Follow([.. SetOf(part.Left!).Select(node => (node, default(GraphValue)))], part.Name, (_, value) => (value.Node, GraphValue.Of(store.TermOf(value.Object))));
            case ProgramKind.Join:
                return Follow(RowsOf(part.Left!), part.Name, (value, edge) => (edge.Object, value));
            case ProgramKind.And:
                var isLeft = part.Left!.Superlatives > 0;
                var other = isLeft ? part.Right! : part.Left!;
                var rows = RowsOf(isLeft ? part.Left! : part.Right!);
                if (IsSatisfied(other) is { } holds)
                    return holds ? rows : [];
                var set = SetOf(other);
                return [.. rows.Where(row => set.Contains(row.Node))];
            default:
                return [];
        }
    }

    List<(uint Node, GraphValue Value)> Follow(
        List<(uint Node, GraphValue Value)> rows, string predicate, Func<GraphValue, (uint Node, uint Object), (uint Node, GraphValue Value)> make)
    {
        if (store.Find(Freebase.Iri(predicate)) is not { } relation)
            return [];
        var found = new HashSet<(uint Node, GraphValue Value)>();
        foreach (var (node, value) in rows)
            foreach (var end in store.Objects([node], relation))
                found.Add(make(value, (node, end)));
        return [.. found];
    }

    bool IsAnswer(uint number)
    {
        if (_entities.Contains(number))
            return false;
        var language = store.TermOf(number).Language;
        return language is null or "en" || language.StartsWith("en-", StringComparison.Ordinal);
    }
}
