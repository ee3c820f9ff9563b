namespace AgentTuning.Tokenization;

/// <summary>How an example is shown.</summary>
public sealed record TokenInspectorOptions
{
    /// <summary>True marks what has loss by ANSI colour, for terminals; false by brackets. Default false.</summary>
    public bool Color { get; init; }

    /// <summary>True puts <c>·</c> between tokens. Default false.</summary>
    public bool ShowsTokens { get; init; }
}
