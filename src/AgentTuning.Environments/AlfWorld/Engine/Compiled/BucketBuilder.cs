using AgentTuning.Environments.AlfWorld.Engine.Grounding;

namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>Sorts operators by a fact that each needs, so that a state visits few of them.</summary>
sealed class BucketBuilder(GroundGame game, int[] commandOf)
{
    readonly Dictionary<int, List<int>> _members = [];
    readonly int[] _uses = new int[game.Atoms.Count * 2];

    /// <summary>The bucket of the operators that need no fact.</summary>
    public CommandBucket? Always { get; private set; }

    /// <summary>The bucket of each atom; null of those that no operator is sorted by.</summary>
    public CommandBucket?[] Build()
    {
        var (held, total) = Count();
        for (var i = 0; i < game.Operators.Length; i++)
        {
            var pivot = -1;
            foreach (var literal in game.Operators[i].Precondition.Literals)
            {
                if ((literal & 1) == 0 && (pivot < 0 || IsRarer(literal >> 1, pivot, held, total)))
                    pivot = literal >> 1;
            }

            if (!_members.TryGetValue(pivot, out var members))
                _members.Add(pivot, members = []);
            members.Add(i);
        }

        var buckets = new CommandBucket?[game.Atoms.Count];
        foreach (var (pivot, members) in _members)
        {
            if (pivot < 0)
                Always = Pack(members, pivot);
            else
                buckets[pivot] = Pack(members, pivot);
        }

        return buckets;
    }

    // Few facts of the predicate hold at a time, and there are many that could.
    bool IsRarer(int atom, int other, int[] held, int[] total)
    {
        var (left, right) = (game.Atoms.PredicateOf(atom), game.Atoms.PredicateOf(other));
        return (long)Math.Max(held[left], 1) * total[right] < (long)Math.Max(held[right], 1) * total[left];
    }

    (int[] Held, int[] Total) Count()
    {
        var (held, total) = (new int[game.Vocabulary.Predicates.Count], new int[game.Vocabulary.Predicates.Count]);
        for (var atom = 0; atom < game.Atoms.Count; atom++)
        {
            var predicate = game.Atoms.PredicateOf(atom);
            total[predicate]++;
            held[predicate] += (int)(game.FirstState[atom >> 6] >> atom & 1);
        }

        return (held, total);
    }

    CommandBucket Pack(List<int> members, int pivot)
    {
        var (words, bits) = (new List<int>(), new List<ulong>());
        var (tested, slow) = (new List<int>(), new List<int>());
        foreach (var member in members)
        {
            var condition = game.Operators[member].Precondition;
            if (condition.Universals.Length > 0)
                slow.Add(member);
            else if (condition.Literals.Length > (pivot < 0 ? 0 : 1))
                tested.Add(member);
            else
                Set(words, bits, commandOf[member]);
        }

        return new CommandBucket([.. words], [.. bits], Group(tested, pivot * 2), [.. slow]);
    }

    static void Set(List<int> words, List<ulong> bits, int command)
    {
        var at = words.IndexOf(command >> 6);
        if (at < 0)
        {
            at = words.Count;
            words.Add(command >> 6);
            bits.Add(0);
        }

        bits[at] |= 1UL << command;
    }

    // The literal that most operators of the bucket share leads, so that one test decides about many.
    int[] Group(List<int> tested, int pivot)
    {
        foreach (var member in tested)
            foreach (var literal in game.Operators[member].Precondition.Literals)
                _uses[literal]++;
        if (pivot >= 0)
            _uses[pivot] = 0;
        var size = 0;
        var leads = new List<int>();
        var groups = new Dictionary<int, List<int>>();
        foreach (var member in tested)
        {
            var literals = game.Operators[member].Precondition.Literals;
            var lead = literals[0];
            foreach (var literal in literals)
                if (_uses[literal] > _uses[lead])
                    lead = literal;
            if (!groups.TryGetValue(lead, out var group))
            {
                groups.Add(lead, group = []);
                leads.Add(lead);
                size += 2;
            }

            group.Add(member);
            size += 1 + literals.Length - (pivot >= 0 ? 1 : 0);
        }

        var tests = new int[size];
        var next = 0;
        foreach (var lead in leads)
            next = Write(tests, next, lead, groups[lead], pivot);
        foreach (var member in tested)
            foreach (var literal in game.Operators[member].Precondition.Literals)
                _uses[literal] = 0;
        return tests;
    }

    int Write(int[] tests, int next, int lead, List<int> members, int pivot)
    {
        var start = next;
        tests[next] = lead;
        next += 2;
        foreach (var member in members)
        {
            var literals = game.Operators[member].Precondition.Literals;
            tests[next++] = commandOf[member];
            tests[next++] = literals.Length - (pivot >= 0 ? 2 : 1);
            foreach (var literal in literals)
                if (literal != lead && literal != pivot)
                    tests[next++] = literal;
        }

        tests[start + 1] = next;
        return next;
    }
}
