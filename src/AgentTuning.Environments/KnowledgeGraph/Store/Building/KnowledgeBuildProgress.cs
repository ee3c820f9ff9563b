namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>How far building is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">What of it is done: bytes of the input when reading, terms, pieces or statements after it.</param>
/// <param name="Total">The same when it is finished.</param>
public readonly record struct KnowledgeBuildProgress(KnowledgeBuildStage Stage, long Done, long Total);
