namespace AgentTuning.Evaluation;

/// <summary>The attempts at one task.</summary>
sealed class ScoredTask(string? category)
{
    public string? Category => category;

    public HashSet<int> Attempts { get; } = [];

    /// <summary>Of the attempts that have one.</summary>
    public List<double> Rewards { get; } = [];

    public double Mean => Rewards.Average();
}
