namespace AgentTuning.Cli.Inspection;

/// <summary>What <c>data inspect</c> is asked for.</summary>
sealed record InspectRequest
{
    public required string Model { get; init; }

    public required IReadOnlyList<string> Data { get; init; }

    public string? System { get; init; }

    public string? Id { get; init; }

    /// <summary>How many conversations are shown; 0 shows all.</summary>
    public required int Limit { get; init; }

    public required bool IsColored { get; init; }

    public required bool ShowsTokens { get; init; }

    public required bool IsJson { get; init; }
}
