using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Engine.Compiled;
using AgentTuning.Environments.AlfWorld.Engine.Grounding;

namespace AgentTuning.Environments.Tests.AlfWorld.Planning;

/// <summary>Finds the length of the shortest plan by trying every command in every state, best first. It knows nothing of households.</summary>
/// <remarks>States are the same where all that any condition of the game reads is the same.</remarks>
sealed class PlanSearch
{
    readonly IGame _game;
    readonly ulong[] _read;
    readonly List<(GameSnapshot State, int Length)> _nodes = [];
    readonly Dictionary<UInt128, int> _shortest = [];
    readonly PriorityQueue<int, (int Whole, int Left)> _open = new();

    public PlanSearch(IGame game)
    {
        _game = game.Fork();
        var ground = Snapshot(game).House.General.Game;
        _read = new ulong[ground.Atoms.Words];
        foreach (var condition in ground.Operators.SelectMany(item => item.Effects.Select(effect => effect.Condition).Prepend(item.Precondition)).Concat(ground.Goal))
            Read(condition);
    }

    /// <summary>How many states were found.</summary>
    public int States => _nodes.Count;

    /// <summary>The fewest commands to win, or null where that takes more states.</summary>
    /// <param name="bound">At least so many commands are left in a state: never more than there are.</param>
    /// <param name="mostStates">How many states to find before giving up.</param>
    public int? Find(Func<IGame, int> bound, int mostStates)
    {
        Add(0, bound);
        while (_open.TryDequeue(out var node, out _))
        {
            var (state, length) = _nodes[node];
            _game.Restore(state);
            if (_game.IsWon)
                return length;
            if (_shortest[Key()] < length)
                continue;
            foreach (var command in _game.AdmissibleNumbers.ToArray())
            {
                _game.Restore(state);
                _game.Apply(command);
                Add(length + 1, bound);
            }

            if (_nodes.Count > mostStates)
                return null;
        }

        return null;
    }

    void Add(int length, Func<IGame, int> bound)
    {
        var key = Key();
        if (_shortest.TryGetValue(key, out var known) && known <= length)
            return;
        _shortest[key] = length;
        var left = _game.IsWon ? 0 : Math.Max(1, bound(_game));
        _nodes.Add((_game.Save(), length));
        _open.Enqueue(_nodes.Count - 1, (length + left, left));
    }

    void Read(GroundCondition condition)
    {
        foreach (var literal in condition.Literals)
            _read[literal >> 7] |= 1UL << (literal >> 1);
        foreach (var violation in condition.Universals.SelectMany(universal => universal.Violations))
            Read(violation);
    }

    // Two hashes; together long enough that states are not confused.
    UInt128 Key()
    {
        var bits = Snapshot(_game).Bits;
        ulong one = 0x9E3779B97F4A7C15UL, other = 0xD1B54A32D192ED03UL;
        for (var word = 0; word < _read.Length; word++)
        {
            one = Mix(one ^ (bits[word] & _read[word]));
            other = Mix(other + (bits[word] & _read[word]));
        }

        return new UInt128(one, other);
    }

    static CompiledSnapshot Snapshot(IGame game) => (CompiledSnapshot)game.Save();

    static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
