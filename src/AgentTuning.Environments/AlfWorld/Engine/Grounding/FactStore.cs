namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>Facts by predicate, found by any of their arguments.</summary>
sealed class FactStore
{
    static readonly List<int> NoRows = [];

    readonly PredicateFacts[] _facts;
    readonly int _constants;

    /// <param name="predicates">Their number.</param>
    /// <param name="constants">Their number; 0 where nothing is looked for by its arguments.</param>
    public FactStore(int predicates, int constants)
    {
        _constants = constants;
        _facts = new PredicateFacts[predicates];
        for (var i = 0; i < predicates; i++)
            _facts[i] = new PredicateFacts();
    }

    /// <summary>How many facts there are of all predicates.</summary>
    public int Count { get; private set; }

    public IReadOnlyList<int[]> Rows(int predicate) => _facts[predicate].Rows;

    public bool Contains(int predicate, ReadOnlySpan<int> arguments) => _facts[predicate].Keys.Contains(Key(arguments));

    /// <summary>Adds a fact, unless it is there.</summary>
    public bool Add(int predicate, ReadOnlySpan<int> arguments)
    {
        var facts = _facts[predicate];
        if (!facts.Keys.Add(Key(arguments)))
            return false;
        var row = facts.Rows.Count;
        facts.Rows.Add(arguments.ToArray());
        for (var position = 0; position < arguments.Length && _constants > 0; position++)
        {
            if (facts.Index.Count <= position)
                facts.Index.Add(new List<int>?[_constants]);
            (facts.Index[position][arguments[position]] ??= []).Add(row);
        }

        Count++;
        return true;
    }

    /// <summary>The rows with a constant at a position.</summary>
    public List<int> RowsWith(int predicate, int position, int constant)
    {
        var index = _facts[predicate].Index;
        return position < index.Count ? index[position][constant] ?? NoRows : NoRows;
    }

    /// <summary>The number of arguments is part of the key, because files may use a predicate with several.</summary>
    public static ulong Key(ReadOnlySpan<int> arguments)
    {
        var key = (ulong)arguments.Length + 1;
        foreach (var argument in arguments)
            key = (key << 12) | (uint)argument;
        return key;
    }

    sealed class PredicateFacts
    {
        public List<int[]> Rows { get; } = [];

        public HashSet<ulong> Keys { get; } = [];

        public List<List<int>?[]> Index { get; } = [];
    }
}
