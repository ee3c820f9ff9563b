namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>The facts that can change, in the order of predicate and arguments: that of Fast Downward's variables.</summary>
sealed class AtomTable
{
    readonly Dictionary<ulong, int>[] _numbers;
    readonly int[] _predicates;
    readonly int[][] _arguments;

    /// <param name="store">All facts that can be reached.</param>
    /// <param name="predicates">Their number.</param>
    /// <param name="isFluent">Per predicate, whether an action changes it.</param>
    public AtomTable(FactStore store, int predicates, bool[] isFluent)
    {
        var (ofAtom, arguments) = (new List<int>(), new List<int[]>());
        _numbers = new Dictionary<ulong, int>[predicates];
        for (var predicate = 0; predicate < predicates; predicate++)
        {
            _numbers[predicate] = [];
            if (!isFluent[predicate])
                continue;
            foreach (var row in store.Rows(predicate).Order(RowOrder.Instance))
            {
                _numbers[predicate].Add(FactStore.Key(row), ofAtom.Count);
                ofAtom.Add(predicate);
                arguments.Add(row);
            }
        }

        _predicates = [.. ofAtom];
        _arguments = [.. arguments];
    }

    public int Count => _predicates.Length;

    /// <summary>How many 64-bit words a state has.</summary>
    public int Words => (_predicates.Length + 63) / 64;

    public int PredicateOf(int atom) => _predicates[atom];

    public int[] ArgumentsOf(int atom) => _arguments[atom];

    /// <summary>The number of an atom, or -1 of one that no state can hold or that never changes.</summary>
    public int Find(int predicate, ReadOnlySpan<int> arguments) => _numbers[predicate].GetValueOrDefault(FactStore.Key(arguments), -1);
}
