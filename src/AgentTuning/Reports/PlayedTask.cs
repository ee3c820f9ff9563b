namespace AgentTuning.Reports;

/// <summary>One model's first attempt at a task, as far as choosing examples needs it.</summary>
/// <param name="Task">The task's id.</param>
/// <param name="Category">The task's category, or null.</param>
/// <param name="Reward">0 where there is none.</param>
/// <param name="File">Where the trajectory stands.</param>
/// <param name="Id">The trajectory's id.</param>
sealed record PlayedTask(string Task, string? Category, double Reward, string File, string Id)
{
    /// <summary>True where the full reward was earned.</summary>
    public bool IsSolved => Reward >= 1;
}
