using AgentTuning.Tasks;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>A generated world: the same name gives the same graph and ontology.</summary>
/// <param name="Seed">Of the world.</param>
/// <param name="Split">Worlds of train and test share no entity.</param>
public sealed record WorldName(int Seed, TaskSplit Split);
