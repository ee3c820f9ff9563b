using AgentTuning.Environments.AlfWorld.Engine.Grounding;

namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>Sorts operators by a fact that each needs, so that a state visits few of them.</summary>
sealed class BucketBuilder(GroundGame game, int[] commandOf)
{
    readonly Dictionary<int, List<int>> _members = [];

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
        var free = new SortedDictionary<int, ulong>();
        var (tested, slow) = (new List<(int Command, int[] Literals)>(), new List<int>());
        foreach (var member in members)
        {
            var condition = game.Operators[member].Precondition;
            var command = commandOf[member];
            var literals = condition.Literals.Where(literal => literal != pivot * 2).ToArray();
            if (condition.Universals.Length > 0)
                slow.Add(member);
            else if (literals.Length == 0)
                free[command >> 6] = free.GetValueOrDefault(command >> 6) | (1UL << command);
            else
                tested.Add((command, literals));
        }

        return new CommandBucket([.. free.Keys], [.. free.Values], Group(tested), [.. slow]);
    }

    // The literal that most operators of the bucket share leads, so that one test decides about many.
    static int[] Group(List<(int Command, int[] Literals)> tested)
    {
        var uses = tested.SelectMany(item => item.Literals).CountBy(literal => literal).ToDictionary();
        var tests = new List<int>();
        foreach (var group in tested.GroupBy(item => item.Literals.MaxBy(literal => uses[literal])))
        {
            var start = tests.Count;
            tests.AddRange([group.Key, 0]);
            foreach (var (command, literals) in group)
                tests.AddRange([command, literals.Length - 1, .. literals.Where(literal => literal != group.Key)]);
            tests[start + 1] = tests.Count;
        }

        return [.. tests];
    }
}
