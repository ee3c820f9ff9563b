namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>A typed variable.</summary>
/// <param name="Name">With its question mark, such as <c>?r</c>.</param>
/// <param name="Type">In lower case; one that is not declared has no constants.</param>
public sealed record PddlParameter(string Name, string Type);
