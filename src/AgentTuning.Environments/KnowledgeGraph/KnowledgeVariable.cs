using AgentTuning.Environments.KnowledgeGraph.Programs;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>What the agent calls <c>#n</c>.</summary>
/// <param name="Type">What its members are instances of.</param>
/// <param name="Program">What finds them.</param>
sealed record KnowledgeVariable(string Type, KnowledgeProgram Program);
