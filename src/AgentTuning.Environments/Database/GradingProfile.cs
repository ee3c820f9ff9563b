namespace AgentTuning.Environments.Database;

/// <summary>The rules by which answers are judged.</summary>
public enum GradingProfile
{
    /// <summary>As the benchmark of the paper, quirks included.</summary>
    Paper,

    /// <summary>As the benchmark's later function-calling edition: numbers by value, cleaned texts.</summary>
    Corrected,
}
