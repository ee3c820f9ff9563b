using AgentTuning.Environments.AlfWorld.Engine.Text;

namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>What the texts know: facts that were there at the start or were reported since, and explicit facts of what was deleted.</summary>
sealed class TextFacts
{
    readonly Dictionary<string, TextFact[]> _facts = new(StringComparer.Ordinal);
    readonly Dictionary<(string, string), TextFact[]> _candidates = [];
    readonly TypeOrder _order;
    readonly ConstantTable _constants;
    readonly Lock _lock = new();

    // By predicate, and whether a deletion is reported.
    readonly (string Set, string Cleared)[] _names;

    /// <param name="game">The operators and the first facts.</param>
    /// <param name="grammar">Only what it asks for is kept.</param>
    public TextFacts(GroundGame game, TextGrammar grammar)
    {
        _constants = game.Vocabulary.Constants;
        _names = new (string, string)[game.Vocabulary.Predicates.Count * 2];
        _order = new TypeOrder(game.Domain, grammar.Place);
        var asked = TextQueries.Of(grammar).SelectMany(query => query.Facts).Select(fact => fact.Predicate).ToHashSet(StringComparer.Ordinal);
        var first = new HashSet<int>();
        var bits = Number(game, asked, first);
        Words = (bits.Values.Sum(rows => rows.Count) + 63) / 64;
        First = new ulong[Words];
        foreach (var bit in first)
            First[bit >> 6] |= 1UL << bit;
        var changes = new int[game.Atoms.Count * 2][];
        Changes = Array.ConvertAll(game.Operators, item => ChangesOf(item, game, bits, changes));
    }

    /// <summary>How many 64-bit words the texts' state has.</summary>
    public int Words { get; }

    /// <summary>The texts' state at the start.</summary>
    public ulong[] First { get; }

    /// <summary>Per operator, what it reports in order: a bit times two, plus one where it is cleared.</summary>
    public int[][] Changes { get; }

    /// <summary>A constant as a value of a type. Values of one constant with different types are different.</summary>
    public int Value(int constant, int type) => (constant * (_constants.TypeCount + 1)) + type + 1;

    public int ConstantOf(int value) => value / (_constants.TypeCount + 1);

    /// <summary>The facts that a query's fact may mean, in the order in which they are tried.</summary>
    public TextFact[] Candidates(TextQuery.Fact fact)
    {
        var key = (fact.Predicate, string.Join(' ', fact.Placeholders.Select(placeholder => placeholder.Type)));
        lock (_lock)
        {
            if (_candidates.TryGetValue(key, out var known))
                return known;
            return _candidates[key] = Find(fact);
        }
    }

    TextFact[] Find(TextQuery.Fact fact)
    {
        if (!_facts.TryGetValue(fact.Predicate, out var facts))
            return [];
        var bySignature = new Dictionary<ulong, List<TextFact>>();
        Span<int> types = stackalloc int[GameLimits.Arguments];
        foreach (var item in facts)
        {
            if (item.Values.Length != fact.Placeholders.Count)
                continue;
            for (var i = 0; i < item.Values.Length; i++)
                types[i] = TypeOf(item.Values[i]);
            var key = FactStore.Key(types[..item.Values.Length]);
            if (!bySignature.TryGetValue(key, out var same))
                bySignature.Add(key, same = []);
            same.Add(item);
        }

        var found = new List<TextFact>();
        foreach (var signature in _order.Signatures([.. fact.Placeholders.Select(placeholder => _constants.TypeNumber(placeholder.Type))]))
            if (bySignature.TryGetValue(FactStore.Key(signature), out var same))
                found.AddRange(same);
        return [.. found];
    }

    /// <summary>The type of a value, or -1.</summary>
    public int TypeOf(int value) => (value % (_constants.TypeCount + 1)) - 1;

    // Bits follow the order of names and arguments.
    Dictionary<string, Dictionary<ulong, int>> Number(GroundGame game, HashSet<string> asked, HashSet<int> first)
    {
        var rows = asked.ToDictionary(name => name, _ => new Dictionary<ulong, (int[] Arguments, bool IsFirst)>(), StringComparer.Ordinal);
        foreach (var name in asked)
        {
            var predicate = game.Vocabulary.FindPredicate(name);
            foreach (var row in predicate < 0 ? [] : game.Initial.Rows(predicate))
                rows[name].TryAdd(FactStore.Key(row), (row, true));
        }

        var isReported = new bool[game.Atoms.Count * 2];
        foreach (var item in game.Operators)
            foreach (var report in item.Reports)
                isReported[report] = true;
        for (var report = 0; report < isReported.Length; report++)
        {
            if (!isReported[report])
                continue;
            var (name, _) = Names(report, game);
            var arguments = game.Atoms.ArgumentsOf(report >> 1);
            if (rows.TryGetValue(name, out var known))
                known.TryAdd(FactStore.Key(arguments), (arguments, false));
        }

        var (bits, next) = (new Dictionary<string, Dictionary<ulong, int>>(StringComparer.Ordinal), 0);
        foreach (var name in asked.Order(StringComparer.Ordinal))
        {
            var sorted = rows[name].Values.ToArray();
            Array.Sort(sorted, static (x, y) => x.Arguments.AsSpan().SequenceCompareTo(y.Arguments));
            var (facts, ofName) = (new TextFact[sorted.Length], new Dictionary<ulong, int>(sorted.Length));
            for (var i = 0; i < sorted.Length; i++)
            {
                var (arguments, isFirst) = sorted[i];
                if (isFirst)
                    first.Add(next);
                facts[i] = new TextFact(next, Array.ConvertAll(arguments, argument => Value(argument, _constants.TypeOf(argument))));
                ofName.Add(FactStore.Key(arguments), next++);
            }

            (_facts[name], bits[name]) = (facts, ofName);
        }

        return bits;
    }

    int[] ChangesOf(GroundOperator item, GroundGame game, Dictionary<string, Dictionary<ulong, int>> bits, int[]?[] known)
    {
        var count = 0;
        foreach (var report in item.Reports)
            count += (known[report] ??= ChangesOf(report, game, bits)).Length;
        var (changes, next) = (new int[count], 0);
        foreach (var report in item.Reports)
        {
            known[report]!.CopyTo(changes, next);
            next += known[report]!.Length;
        }

        return changes;
    }

    int[] ChangesOf(int report, GroundGame game, Dictionary<string, Dictionary<ulong, int>> bits)
    {
        var (set, cleared) = Names(report, game);
        var key = FactStore.Key(game.Atoms.ArgumentsOf(report >> 1));
        var changes = new List<int>();
        if (bits.TryGetValue(cleared, out var contrary) && contrary.TryGetValue(key, out var bit))
            changes.Add((bit * 2) + 1);
        if (bits.TryGetValue(set, out var same) && same.TryGetValue(key, out bit))
            changes.Add(bit * 2);
        return [.. changes];
    }

    // The fact that a report adds, and its contrary that it removes.
    (string Set, string Cleared) Names(int report, GroundGame game)
    {
        var index = (game.Atoms.PredicateOf(report >> 1) * 2) + (report & 1);
        if (_names[index].Set is null)
        {
            var predicate = game.Vocabulary.Predicates[index >> 1];
            var set = (index & 1) == 0 ? predicate : "not_" + predicate;
            _names[index] = (set, set.StartsWith("not_", StringComparison.Ordinal) ? set[4..] : "not_" + set);
        }

        return _names[index];
    }
}
