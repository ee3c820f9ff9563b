namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>A kind of problem.</summary>
/// <param name="Name">As in the task's category and labels, such as <c>count-extension</c>.</param>
/// <param name="Group">What it is about: <c>files</c>, <c>text</c>, <c>users</c> and so on.</param>
/// <param name="Create">Makes a problem, or null where the draws do not yield one.</param>
/// <param name="IsHeldOut">Never drawn for train.</param>
sealed record TaskKind(string Name, string Group, Func<TaskDraft, GeneratedProblem?> Create, bool IsHeldOut = false);
