namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>
/// The order in which Fast Downward lists applicable operators: by their preconditions, each sorted by variable, then by name. It decides
/// which operator a command means that several share, as those of several agents do.
/// </summary>
sealed class OperatorOrder : IComparer<GroundOperator>
{
    const int KeyLiterals = 4;
    const int KeyBits = 16;

    readonly IReadOnlyList<string> _actions;
    readonly int _universalPlace;
    readonly bool _fitsKeys;

    /// <param name="actions">The actions' names.</param>
    /// <param name="atoms">The variables.</param>
    /// <param name="predicates">Their predicates' names.</param>
    public OperatorOrder(IReadOnlyList<string> actions, AtomTable atoms, IReadOnlyList<string> predicates)
    {
        _actions = actions;
        _fitsKeys = (atoms.Count * 2) + 1 < 1 << KeyBits;

        // A universal is a derived variable there, named new-axiom@ and its number.
        while (_universalPlace < atoms.Count && string.CompareOrdinal(predicates[atoms.PredicateOf(_universalPlace)], "new-axiom@") < 0)
            _universalPlace++;
    }

    /// <summary>Puts operators into order.</summary>
    public void Sort(GroundOperator[] operators)
    {
        if (!_fitsKeys || Array.Exists(operators, item => item.Precondition.Universals.Length > 0))
        {
            Array.Sort(operators, this);
            return;
        }

        // The first literals as one number; only operators that share them are compared in full.
        var keys = Array.ConvertAll(operators, FirstLiterals);
        Array.Sort(keys, operators);
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
                end++;
            Array.Sort(operators, start, end - start, this);
            start = end;
        }
    }

    public int Compare(GroundOperator? x, GroundOperator? y)
    {
        var (left, right) = (x!.Precondition, y!.Precondition);
        var byCondition = left.Universals.Length + right.Universals.Length == 0
            ? left.Literals.AsSpan().SequenceCompareTo(right.Literals)
            : KeyOf(left).AsSpan().SequenceCompareTo(KeyOf(right));
        if (byCondition != 0)
            return byCondition;
        var byAction = string.CompareOrdinal(_actions[x.Action], _actions[y.Action]);
        return byAction != 0 ? byAction : x.Arguments.AsSpan().SequenceCompareTo(y.Arguments);
    }

    static ulong FirstLiterals(GroundOperator item)
    {
        var (literals, key) = (item.Precondition.Literals, 0UL);
        for (var i = 0; i < KeyLiterals; i++)
            key = (key << KeyBits) | (i < literals.Length ? (uint)literals[i] + 1 : 0);
        return key;
    }

    long[] KeyOf(GroundCondition condition)
    {
        var (literals, universals) = (condition.Literals, condition.Universals);
        var key = new long[literals.Length + universals.Length];
        for (var i = 0; i < literals.Length; i++)
            key[i] = ((long)((literals[i] >> 1) + 1) << 32) + (literals[i] & 1);
        for (var i = 0; i < universals.Length; i++)
            key[literals.Length + i] = ((long)_universalPlace << 32) + 2 + universals[i].Number;
        Array.Sort(key);
        return key;
    }
}
