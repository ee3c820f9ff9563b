namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>Which ids and intersections the tools take.</summary>
public enum TypeRules
{
    /// <summary>The original's: ids begin with <c>m.</c> or <c>f.</c>, and both types of an intersection are the same.</summary>
    Strict,

    /// <summary>Ids may also begin with <c>g.</c>, and one type of an intersection may be a part of the other.</summary>
    Relaxed,
}
