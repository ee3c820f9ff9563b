namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>What the expert does next, and what it thinks of it.</summary>
/// <param name="Command">The command.</param>
/// <param name="Section">The section of thoughts that fits, or null where there is nothing to think.</param>
/// <param name="Place">The receptacle that the thought is about; empty where there is none.</param>
/// <param name="Thing">The thing that the thought is about; empty where there is none.</param>
sealed record Decision(string Command, string? Section = null, string Place = "", string Thing = "");
