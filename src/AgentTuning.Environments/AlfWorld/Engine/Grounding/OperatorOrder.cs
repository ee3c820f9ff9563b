namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>
/// The order in which Fast Downward lists applicable operators: by their preconditions, each sorted by variable, then by name. It decides
/// which operator a command means that several share, as those of several agents do.
/// </summary>
sealed class OperatorOrder : IComparer<GroundOperator>
{
    readonly IReadOnlyList<string> _actions;
    readonly int _universalPlace;
    readonly Dictionary<GroundOperator, long[]> _keys = [];

    /// <param name="actions">The actions' names.</param>
    /// <param name="atoms">The variables.</param>
    /// <param name="predicates">Their predicates' names.</param>
    public OperatorOrder(IReadOnlyList<string> actions, AtomTable atoms, IReadOnlyList<string> predicates)
    {
        _actions = actions;

        // A universal is a derived variable there, named new-axiom@ and its number.
        while (_universalPlace < atoms.Count && string.CompareOrdinal(predicates[atoms.PredicateOf(_universalPlace)], "new-axiom@") < 0)
            _universalPlace++;
    }

    public int Compare(GroundOperator? x, GroundOperator? y)
    {
        var byCondition = KeyOf(x!).AsSpan().SequenceCompareTo(KeyOf(y!));
        if (byCondition != 0)
            return byCondition;
        var byAction = string.CompareOrdinal(_actions[x!.Action], _actions[y!.Action]);
        return byAction != 0 ? byAction : x.Arguments.AsSpan().SequenceCompareTo(y.Arguments);
    }

    long[] KeyOf(GroundOperator item)
    {
        if (_keys.TryGetValue(item, out var known))
            return known;
        var (literals, universals) = (item.Precondition.Literals, item.Precondition.Universals);
        var key = new long[literals.Length + universals.Length];
        for (var i = 0; i < literals.Length; i++)
            key[i] = ((long)((literals[i] >> 1) + 1) << 32) + (literals[i] & 1);
        for (var i = 0; i < universals.Length; i++)
            key[literals.Length + i] = ((long)_universalPlace << 32) + 2 + universals[i].Number;
        Array.Sort(key);
        _keys.Add(item, key);
        return key;
    }
}
