namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>A declared constant.</summary>
/// <param name="Id">Its id in lower case, such as <c>cabinet_bar__plus_01_dot_23</c>.</param>
/// <param name="Type">Its type in lower case, such as <c>receptacle</c>.</param>
public sealed record PddlObject(string Id, string Type);
