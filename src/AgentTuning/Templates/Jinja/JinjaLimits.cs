namespace AgentTuning.Templates.Jinja;

/// <summary>How much a rendering may use.</summary>
public sealed record JinjaLimits
{
    /// <summary>Statements, expressions and elements gone through. Default 20 million.</summary>
    public long MaxSteps { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxSteps)); field = value; } } = 20_000_000;

    /// <summary>Characters made, those of texts in between included. Default 400 million.</summary>
    public long MaxCharacters { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxCharacters)); field = value; } } = 400_000_000;

    /// <summary>Macros within macros. Default 100.</summary>
    public int MaxDepth { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxDepth)); field = value; } } = 100;
}
