namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>Puts constants into conditions: what never changes is decided, what is left are literals of the state.</summary>
sealed class ConditionGrounder(Vocabulary vocabulary, ClauseMatcher matcher, FactStore initial, AtomTable atoms)
{
    readonly Dictionary<(int Universal, ulong Free), GroundUniversal> _universals = [];
    readonly List<int> _literals = [];

    /// <summary>The condition under a binding, or null where it can never hold.</summary>
    public GroundCondition? Ground(Clause clause, int[] types, int[] binding)
    {
        if (clause.Literals.Count == 0 && clause.Universals.Count == 0)
            return GroundCondition.True;
        var literals = clause.Universals.Count == 0 ? _literals : []; // violations of universals are grounded meanwhile
        literals.Clear();
        Span<int> values = stackalloc int[GameLimits.Arguments];
        foreach (var literal in clause.Literals)
        {
            var arguments = values[..literal.Terms.Length];
            Fill(arguments, literal.Terms, binding);
            var atom = literal.Kind == LiteralKind.Fact ? atoms.Find(literal.Number, arguments) : -1;
            if (atom >= 0)
                literals.Add((atom * 2) + (literal.IsNegated ? 1 : 0));
            else if (IsAlwaysTrue(literal, arguments) == literal.IsNegated)
                return null;
        }

        literals.Sort();
        for (var i = literals.Count - 1; i > 0; i--)
        {
            if (literals[i] == (literals[i - 1] ^ 1))
                return null;
            if (literals[i] == literals[i - 1])
                literals.RemoveAt(i);
        }

        if (clause.Universals.Count == 0)
            return new GroundCondition([.. literals], []);
        var universals = new List<GroundUniversal>();
        foreach (var universal in clause.Universals)
        {
            var ground = Ground(universal, types, binding);
            if (Array.Exists(ground.Violations, violation => violation.IsAlways))
                return null;
            if (ground.Violations.Length > 0)
                universals.Add(ground);
        }

        return new GroundCondition([.. literals], [.. universals]);
    }

    public static void Fill(Span<int> arguments, int[] terms, int[] binding)
    {
        for (var i = 0; i < terms.Length; i++)
            arguments[i] = terms[i] < 0 ? ~terms[i] : binding[terms[i]];
    }

    bool IsAlwaysTrue(ClauseLiteral literal, ReadOnlySpan<int> arguments) => literal.Kind switch
    {
        LiteralKind.Equal => arguments[0] == arguments[1],
        LiteralKind.Type => vocabulary.Constants.IsOf(arguments[0], literal.Number),
        _ => initial.Contains(literal.Number, arguments),
    };

    GroundUniversal Ground(Universal universal, int[] types, int[] binding)
    {
        var isKept = universal.FreeSlots.Length <= GameLimits.Arguments;
        Span<int> free = stackalloc int[isKept ? universal.FreeSlots.Length : 0];
        for (var i = 0; i < free.Length; i++)
            free[i] = binding[universal.FreeSlots[i]];
        var key = (universal.Number, FactStore.Key(free));
        if (isKept && _universals.TryGetValue(key, out var known))
            return known;
        var violations = new List<GroundCondition>();
        foreach (var clause in universal.Violations)
        {
            matcher.Match(clause, clause.Slots, types, binding, () =>
            {
                if (Ground(clause, types, binding) is { } violation)
                    violations.Add(violation);
            });
        }

        var ground = new GroundUniversal(_universals.Count, [.. violations]);
        if (isKept)
            _universals.Add(key, ground);
        return ground;
    }
}
