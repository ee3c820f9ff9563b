namespace AgentTuning.Environments.AlfWorld.Planning;

/// <summary>A receptacle of a game.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type, or null where the file gives none; then nothing can be put there.</param>
/// <param name="Spot">The location from which it is used.</param>
/// <param name="IsOpenable">Whether it has a door.</param>
sealed record PlannedReceptacle(string Id, string? Type, string Spot, bool IsOpenable);
