namespace AgentTuning.Filtering;

/// <summary>How much repetition an episode may contain.</summary>
public sealed record RepetitionOptions
{
    /// <summary>The same reply, or the same action, this many times in a row drops the episode; 2 or more, 3 by default (AgentBench's own rule).</summary>
    public int SameInARow { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 2, nameof(SameInARow)); field = value; } } = 3;

    /// <summary>A cycle of several actions, this many times in a row, drops the episode; 2 or more, 3 by default.</summary>
    public int CyclesInARow { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 2, nameof(CyclesInARow)); field = value; } } = 3;

    /// <summary>The longest cycle looked for, in actions; 2 or more, 4 by default.</summary>
    public int LongestCycle { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 2, nameof(LongestCycle)); field = value; } } = 4;
}
