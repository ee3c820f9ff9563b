namespace AgentTuning.Environments.Database.Generation;

/// <summary>How a condition compares.</summary>
enum Comparator
{
    /// <summary>The same text.</summary>
    Equal,

    /// <summary>A greater number.</summary>
    Greater,

    /// <summary>A smaller number.</summary>
    Less,

    /// <summary>A number at least as great.</summary>
    AtLeast,

    /// <summary>A number at most as great.</summary>
    AtMost,

    /// <summary>A number between two, both included.</summary>
    Between,
}
