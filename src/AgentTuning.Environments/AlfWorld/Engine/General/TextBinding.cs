namespace AgentTuning.Environments.AlfWorld.Engine.General;

/// <summary>A placeholder and its value.</summary>
readonly record struct TextBinding(string Name, string Type, int Value);
