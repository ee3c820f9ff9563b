namespace AgentTuning.Templates;

/// <summary>What a chat template does to training data.</summary>
public sealed record TemplateReport
{
    /// <summary>Where the template was found.</summary>
    public required string Origin { get; init; }

    /// <summary>Who writes which part of a turn.</summary>
    public required TemplateRules Rules { get; init; }

    /// <summary>The ids at which the model's turn ends; empty without a vocabulary.</summary>
    public required IReadOnlyList<int> StopIds { get; init; }

    /// <summary>One for each shape of conversation.</summary>
    public required IReadOnlyList<ShapeReport> Shapes { get; init; }

    /// <summary>True where no shape needs several examples.</summary>
    public bool IsAppendOnly => Shapes.All(shape => shape.Verdict != ShapeVerdict.Split);
}
