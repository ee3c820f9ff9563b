namespace AgentTuning.Environments.KnowledgeGraph.Programs;

/// <summary>What a variable stands for, as the original's s-expressions.</summary>
sealed class KnowledgeProgram
{
    /// <summary>The longest expression that is built; one that intersects with itself doubles with every call.</summary>
    public const int MostCharacters = 50_000;

    KnowledgeProgram(ProgramKind kind, string name, KnowledgeProgram? left, KnowledgeProgram? right, string text)
    {
        (Kind, Name, Left, Right, Text) = (kind, name, left, right, text);
        var own = kind is ProgramKind.ArgMax or ProgramKind.ArgMin ? 1L : 0;
        Superlatives = own + (left?.Superlatives ?? 0) + (right?.Superlatives ?? 0);
        Counts = kind == ProgramKind.Count || left is { Counts: true } || right is { Counts: true };
    }

    public ProgramKind Kind { get; }

    /// <summary>The id of an entity, the relation of a join, the attribute of a superlative; empty otherwise.</summary>
    public string Name { get; }

    public KnowledgeProgram? Left { get; }

    public KnowledgeProgram? Right { get; }

    /// <summary>The s-expression; programs are the same where their texts are.</summary>
    public string Text { get; }

    /// <summary>How many superlatives the expression has, repeated parts counted each time.</summary>
    public long Superlatives { get; }

    /// <summary>True where the expression counts anywhere.</summary>
    public bool Counts { get; }

    public static KnowledgeProgram Entity(string id) => new(ProgramKind.Entity, id, null, null, id);

    public static KnowledgeProgram Join(string relation, KnowledgeProgram of) => new(ProgramKind.Join, relation, of, null, $"(JOIN {relation}_inv {of.Text})");

    public static KnowledgeProgram And(KnowledgeProgram left, KnowledgeProgram right) => new(ProgramKind.And, "", left, right, $"(AND {left.Text} {right.Text})");

    public static KnowledgeProgram Or(KnowledgeProgram left, KnowledgeProgram right) => new(ProgramKind.Or, "", left, right, $"(OR {left.Text} {right.Text})");

    public static KnowledgeProgram Count(KnowledgeProgram of) => new(ProgramKind.Count, "", of, null, $"(COUNT {of.Text})");

    public static KnowledgeProgram Best(bool isMost, KnowledgeProgram of, string attribute) =>
        new(isMost ? ProgramKind.ArgMax : ProgramKind.ArgMin, attribute, of, null, $"({(isMost ? "ARGMAX" : "ARGMIN")} {of.Text} {attribute})");

    /// <summary>The distinct entities in the order of the expression.</summary>
    public IReadOnlyList<string> Entities()
    {
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var visited = new HashSet<KnowledgeProgram>();
        Collect(this);
        return found;

        void Collect(KnowledgeProgram program)
        {
            if (!visited.Add(program))
                return;
            if (program.Kind == ProgramKind.Entity && seen.Add(program.Name))
                found.Add(program.Name);
            if (program.Left is { } left)
                Collect(left);
            if (program.Right is { } right)
                Collect(right);
        }
    }
}
