namespace AgentTuning.Llama.Export;

/// <summary>How an exported model compares with its source: what <c>parity.json</c> holds.</summary>
public sealed record ParityReport
{
    /// <summary>The folder that was exported.</summary>
    public required string Source { get; init; }

    /// <summary>The file or folder that was written.</summary>
    public required string Export { get; init; }

    /// <summary><c>gguf</c> or <c>hf</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The number type of matrices.</summary>
    public required string Type { get; init; }

    /// <summary>The version of this tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>True where every claim below holds.</summary>
    public bool HasPassed => ShapeDifferences.Count == 0 && TokenizerDifferences.Count == 0 && EqualTexts == Texts
        && LargestLogitDifference <= LogitLimit && EqualGreedyTokens + TiedGreedyTokens == GreedyTokens;

    /// <summary>Fields of the model's shape that the export has otherwise.</summary>
    public required IReadOnlyList<string> ShapeDifferences { get; init; }

    /// <summary>What of the vocabulary the export has otherwise.</summary>
    public required IReadOnlyList<string> TokenizerDifferences { get; init; }

    /// <summary>Texts that were encoded both ways.</summary>
    public required int Texts { get; init; }

    /// <summary>Texts with the same ids both ways.</summary>
    public required int EqualTexts { get; init; }

    /// <summary>Positions at which scores were compared.</summary>
    public required int Positions { get; init; }

    /// <summary>The largest difference of scores, over their standard deviation in its position.</summary>
    public required double LargestLogitDifference { get; init; }

    /// <summary>The most that it may be for this number type.</summary>
    public required double LogitLimit { get; init; }

    /// <summary>Tokens that the source generated, always the likeliest.</summary>
    public required int GreedyTokens { get; init; }

    /// <summary>Those that the export finds the likeliest too.</summary>
    public required int EqualGreedyTokens { get; init; }

    /// <summary>Those where the export prefers a token that the source scores the same within the limit.</summary>
    public required int TiedGreedyTokens { get; init; }

    /// <summary>What was continued.</summary>
    public required IReadOnlyList<ParityPrompt> Prompts { get; init; }

    /// <summary>What a user should know of this export, such as what llama.cpp does otherwise.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}
