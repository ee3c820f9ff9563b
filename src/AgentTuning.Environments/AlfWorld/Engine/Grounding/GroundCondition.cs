using System.Runtime.CompilerServices;

namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>Literals of a state, and universals, that must hold together.</summary>
/// <param name="Literals">An atom's number times two, plus one where it must not hold; in ascending order.</param>
/// <param name="Universals">Further conditions.</param>
sealed record GroundCondition(int[] Literals, GroundUniversal[] Universals)
{
    public static readonly GroundCondition True = new([], []);

    public bool IsAlways => Literals.Length == 0 && Universals.Length == 0;

    public bool Holds(ReadOnlySpan<ulong> state)
    {
        foreach (var literal in Literals)
        {
            if (!Holds(state, literal))
                return false;
        }

        foreach (var universal in Universals)
        {
            if (!universal.Holds(state))
                return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Holds(ReadOnlySpan<ulong> state, int literal) => (((uint)(state[literal >> 7] >> (literal >> 1)) ^ (uint)literal) & 1) != 0;

    /// <summary>Whether the same conditions are named, in any order.</summary>
    public bool IsSame(GroundCondition other) => Literals.AsSpan().SequenceEqual(other.Literals) && Universals.AsSpan().SequenceEqual(other.Universals);
}
