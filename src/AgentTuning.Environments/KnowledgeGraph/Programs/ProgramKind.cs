namespace AgentTuning.Environments.KnowledgeGraph.Programs;

/// <summary>What a part of a program does.</summary>
enum ProgramKind
{
    /// <summary>Stands for one thing.</summary>
    Entity,

    /// <summary>Follows a relation.</summary>
    Join,

    /// <summary>Keeps what both parts have.</summary>
    And,

    /// <summary>Names two parts; its query binds nothing (the original's hidden tool).</summary>
    Or,

    /// <summary>Counts.</summary>
    Count,

    /// <summary>Keeps what has the highest value.</summary>
    ArgMax,

    /// <summary>Keeps what has the lowest value.</summary>
    ArgMin,
}
