namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>What a part of a question does.</summary>
enum NodeKind
{
    /// <summary>Names a thing.</summary>
    Entity,

    /// <summary>Goes over a link.</summary>
    Hop,

    /// <summary>Keeps what is in both.</summary>
    And,

    /// <summary>Takes the one with the highest or lowest value.</summary>
    Best,

    /// <summary>Counts.</summary>
    Count,

    /// <summary>Goes over mediators that two things share.</summary>
    Joint,
}
