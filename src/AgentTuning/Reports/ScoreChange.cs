namespace AgentTuning.Reports;

/// <summary>Two models on the same tasks.</summary>
public sealed record ScoreChange
{
    /// <summary>The model compared with.</summary>
    public required string Baseline { get; init; }

    /// <summary>The model compared.</summary>
    public required string Model { get; init; }

    /// <summary>Its score less the baseline's, from −1 to 1.</summary>
    public required double Difference { get; init; }

    /// <summary>The lower end of the difference's 95 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>The upper end.</summary>
    public required double High { get; init; }

    /// <summary>Tasks that both attempted.</summary>
    public required int Tasks { get; init; }

    /// <summary>Tasks on which the model earned more.</summary>
    public required int Wins { get; init; }

    /// <summary>Tasks on which it earned less.</summary>
    public required int Losses { get; init; }

    /// <summary>The two-sided p of the exact sign test.</summary>
    public required double SignTest { get; init; }
}
