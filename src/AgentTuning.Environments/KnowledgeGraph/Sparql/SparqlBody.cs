using System.Globalization;
using AgentTuning.Environments.KnowledgeGraph.Programs;

namespace AgentTuning.Environments.KnowledgeGraph.Sparql;

/// <summary>The patterns of a program: its parts are numbered from the innermost, parts that stand for the same things share the smallest number, and the whole is <c>?x</c>.</summary>
sealed class SparqlBody
{
    readonly List<(string Subject, int? SubjectPart, string Predicate, int? ObjectPart)> _patterns = [];
    readonly List<int> _same = []; // for each part the one that it shares a variable with
    readonly List<string> _order = [];
    readonly List<string> _entities = [];

    public SparqlBody(KnowledgeProgram program)
    {
        var question = Number(program);
        var root = Root(question);
        Lines = [.. _patterns.Select(pattern =>
            $"{(pattern.SubjectPart is { } subject ? Variable(subject, root) : pattern.Subject)} ns:{pattern.Predicate} {(pattern.ObjectPart is { } value ? Variable(value, root) : "?sk0")} .")];
    }

    /// <summary>The triple patterns.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>ORDER BY and LIMIT of each superlative.</summary>
    public IReadOnlyList<string> Order => _order;

    /// <summary>The entities that are no answers, each once; those of the kind f. are overlooked.</summary>
    public IReadOnlyList<string> Entities => _entities;

    string Variable(int part, int root) => Root(part) is var own && own == root ? "?x" : string.Create(CultureInfo.InvariantCulture, $"?x{own}");

    int Root(int part)
    {
        while (_same[part] != part)
            part = _same[part];
        return part;
    }

    int Number(KnowledgeProgram program)
    {
        if (program.Kind == ProgramKind.Join && program.Left!.Kind == ProgramKind.Entity)
            return JoinEntity(program.Left.Name, program.Name);
        var left = Number(program.Left!);
        var right = program.Right is { } other ? Number(other) : (int?)null;
        var own = NewPart();
        switch (program.Kind)
        {
            case ProgramKind.Join:
                _patterns.Add(("", left, program.Name, own));
                break;
            case ProgramKind.And:
                Share(own, right!.Value);
                Share(right.Value, left);
                break;
            case ProgramKind.Count:
                _same[own] = Root(left);
                break;
            case ProgramKind.ArgMax or ProgramKind.ArgMin:
                Share(own, left);
                _patterns.Add(("", own, program.Name, null));
                _order.Add(program.Kind == ProgramKind.ArgMax ? "ORDER BY DESC(?sk0)" : "ORDER BY ?sk0");
                _order.Add("LIMIT 1");
                break;
            default:
                break; // OR has no pattern
        }

        return own;
    }

    int JoinEntity(string id, string relation)
    {
        var own = NewPart();
        var isKnown = id.StartsWith("m.", StringComparison.Ordinal) || id.StartsWith("g.", StringComparison.Ordinal);
        _patterns.Add((isKnown ? $"ns:{id}" : id, null, relation, own));
        if (isKnown && !_entities.Contains(id))
            _entities.Add(id);
        return own;
    }

    int NewPart()
    {
        _same.Add(_same.Count);
        return _same.Count - 1;
    }

    void Share(int first, int second)
    {
        var (one, two) = (Root(first), Root(second));
        _same[Math.Max(one, two)] = Math.Min(one, two);
    }
}
