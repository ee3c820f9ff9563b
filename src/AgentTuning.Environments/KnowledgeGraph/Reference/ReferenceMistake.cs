namespace AgentTuning.Environments.KnowledgeGraph.Reference;

/// <summary>What goes wrong in an episode of the reference agent.</summary>
enum ReferenceMistake
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Another relation is followed, and seen to be wrong.</summary>
    WrongRelation,

    /// <summary>A relation is used before the list was fetched.</summary>
    UnlistedRelation,

    /// <summary>Variables of different types are intersected first.</summary>
    WrongTypes,

    /// <summary>A reply has no action.</summary>
    NoAction,

    /// <summary>A call lacks its parenthesis.</summary>
    BrokenCall,

    /// <summary>Another variable than the right one is given as the answer, which earns 0.</summary>
    WrongAnswer,
}
