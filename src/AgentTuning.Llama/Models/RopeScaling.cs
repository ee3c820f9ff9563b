namespace AgentTuning.Llama.Models;

/// <summary>The change of rotary frequencies that a <c>config.json</c> asks for (<c>rope_scaling</c>, <c>rope_parameters</c>).</summary>
public sealed record RopeScaling
{
    /// <summary>Which change.</summary>
    public required RopeScalingKind Kind { get; init; }

    /// <summary>How many times longer the context becomes (<c>factor</c>); at least 1.</summary>
    public required double Factor { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Factor)); field = value; } }

    /// <summary>The context of pre-training (<c>original_max_position_embeddings</c>); not used where linear.</summary>
    public int OriginalMaxPositions { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(OriginalMaxPositions)); field = value; } } = 8192;

    /// <summary>Llama 3: below this many turns over the original context a frequency is divided (<c>low_freq_factor</c>).</summary>
    public double LowFrequencyFactor { get; init { ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0, nameof(LowFrequencyFactor)); field = value; } } = 1;

    /// <summary>Llama 3: above this many turns over the original context a frequency is kept (<c>high_freq_factor</c>).</summary>
    public double HighFrequencyFactor { get; init { ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0, nameof(HighFrequencyFactor)); field = value; } } = 4;

    /// <summary>YaRN: above this many turns a frequency is kept (<c>beta_fast</c>).</summary>
    public double BetaFast { get; init { ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0, nameof(BetaFast)); field = value; } } = 32;

    /// <summary>YaRN: below this many turns a frequency is divided (<c>beta_slow</c>).</summary>
    public double BetaSlow { get; init { ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0, nameof(BetaSlow)); field = value; } } = 1;

    /// <summary>YaRN: multiplies cosines and sines (<c>attention_factor</c>); null is 0.1 ln(factor) + 1.</summary>
    public double? AttentionFactor { get; init { if (value is { } factor) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(factor, 0, nameof(AttentionFactor)); field = value; } }

    /// <summary>By what cosines and sines are multiplied.</summary>
    public double Amplitude => Kind != RopeScalingKind.Yarn ? 1 : AttentionFactor ?? (0.1 * Math.Log(Factor)) + 1;
}
