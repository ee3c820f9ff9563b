using System.Runtime.CompilerServices;

namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>Finds all values of slots under which the positive literals of a clause are among the facts of a store.</summary>
/// <remarks>Negative literals and universals are left to the caller: whether they can hold is not a matter of what can be reached.</remarks>
sealed class ClauseMatcher(Vocabulary vocabulary, FactStore store, string place)
{
    readonly ConstantTable _constants = vocabulary.Constants;
    long _steps;

    /// <param name="clause">What to match.</param>
    /// <param name="slots">The slots to find values for; others are bound already.</param>
    /// <param name="types">The type of every slot.</param>
    /// <param name="binding">The value of every slot, -1 where it has none; as before when the method returns.</param>
    /// <param name="found">Called for every match with the binding filled in.</param>
    public void Match(Clause clause, IReadOnlyList<int> slots, int[] types, int[] binding, Action found)
    {
        var literals = new List<ClauseLiteral>();
        foreach (var literal in clause.Literals)
        {
            if (!literal.IsNegated)
                literals.Add(literal);
        }

        new Search(this, literals, slots, types, binding, found).Run(0);
    }

    /// <summary>Counts work that is done for the list of operators.</summary>
    public void Count(long steps = 1)
    {
        _steps += steps;
        if (_steps > GameLimits.GroundingSteps || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new InvalidDataException($"{place}: finding all operators takes more than {GameLimits.GroundingSteps} steps or goes too deep; actions with fewer parameters, or preconditions that restrict them, take less.");
    }

    sealed class Search(ClauseMatcher matcher, List<ClauseLiteral> literals, IReadOnlyList<int> slots, int[] types, int[] binding, Action found)
    {
        readonly bool[] _isDone = new bool[literals.Count];
        readonly FactStore _store = matcher.Store;
        readonly ConstantTable _constants = matcher._constants;

        public void Run(int done)
        {
            matcher.Count();
            if (done == literals.Count)
            {
                Fill(0);
                return;
            }

            var best = Choose(out var rows, out var isAll);
            if (best < 0)
            {
                // What is left are tests of slots that no fact binds.
                Fill(0);
                return;
            }

            if (rows is { Count: 0 })
                return;
            var literal = literals[best];
            _isDone[best] = true;
            if (rows is null && !isAll)
                Run(done + 1);
            else
                TryRows(literal, rows, done);
            _isDone[best] = false;
        }

        void TryRows(ClauseLiteral literal, List<int>? rows, int done)
        {
            var all = _store.Rows(literal.Number);
            var count = rows?.Count ?? all.Count;
            Span<int> bound = stackalloc int[GameLimits.Arguments];
            for (var i = 0; i < count; i++)
            {
                matcher.Count();
                var row = all[rows is null ? i : rows[i]];
                if (row.Length != literal.Terms.Length)
                    continue;
                var number = 0;
                var fits = true;
                for (var position = 0; position < row.Length && fits; position++)
                {
                    var term = literal.Terms[position];
                    if (term < 0)
                    {
                        fits = row[position] == ~term;
                    }
                    else if (binding[term] >= 0)
                    {
                        fits = row[position] == binding[term];
                    }
                    else
                    {
                        fits = _constants.IsOf(row[position], types[term]);
                        if (fits)
                            (binding[term], bound[number++]) = (row[position], term);
                    }
                }

                if (fits)
                    Run(done + 1);
                foreach (var slot in bound[..number])
                    binding[slot] = -1;
            }
        }

        // The literal with the fewest candidates: a test that fails first, then one that holds, then the shortest list of facts.
        int Choose(out List<int>? rows, out bool isAll)
        {
            var (best, fewest) = (-1, int.MaxValue);
            (rows, isAll) = (null, false);
            matcher.Count(literals.Count);
            for (var i = 0; i < literals.Count; i++)
            {
                if (_isDone[i])
                    continue;
                if (IsBound(literals[i]))
                {
                    (rows, isAll) = (Holds(literals[i]) ? null : [], false);
                    return i;
                }

                if (literals[i].Kind != LiteralKind.Fact)
                    continue;
                var (candidates, count) = Candidates(literals[i]);
                if (count < fewest)
                    (best, fewest, rows, isAll) = (i, count, candidates, candidates is null);
            }

            return best;
        }

        (List<int>? Rows, int Count) Candidates(ClauseLiteral literal)
        {
            List<int>? fewest = null;
            for (var position = 0; position < literal.Terms.Length; position++)
            {
                var term = literal.Terms[position];
                var value = term < 0 ? ~term : binding[term];
                if (value < 0)
                    continue;
                var rows = _store.RowsWith(literal.Number, position, value);
                if (fewest is null || rows.Count < fewest.Count)
                    fewest = rows;
            }

            return (fewest, fewest?.Count ?? _store.Rows(literal.Number).Count);
        }

        bool IsBound(ClauseLiteral literal)
        {
            foreach (var term in literal.Terms)
            {
                if (term >= 0 && binding[term] < 0)
                    return false;
            }

            return true;
        }

        bool Holds(ClauseLiteral literal)
        {
            Span<int> values = stackalloc int[literal.Terms.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = literal.Terms[i] < 0 ? ~literal.Terms[i] : binding[literal.Terms[i]];
            return literal.Kind switch
            {
                LiteralKind.Equal => values[0] == values[1],
                LiteralKind.Type => _constants.IsOf(values[0], literal.Number),
                _ => _store.Contains(literal.Number, values),
            };
        }

        void Fill(int next)
        {
            while (next < slots.Count && binding[slots[next]] >= 0)
                next++;
            if (next < slots.Count)
            {
                var slot = slots[next];
                foreach (var constant in _constants.OfType(types[slot]))
                {
                    matcher.Count();
                    binding[slot] = constant;
                    Fill(next + 1);
                }

                binding[slot] = -1;
                return;
            }

            for (var i = 0; i < literals.Count; i++)
            {
                if (!_isDone[i] && !Holds(literals[i]))
                    return;
            }

            found();
        }
    }

    FactStore Store => store;
}
