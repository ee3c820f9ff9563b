namespace AgentTuning.Environments.OperatingSystem.Reference;

/// <summary>What goes wrong in an episode of the reference agent.</summary>
enum ReferenceMistake
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An answer too early or a wrong one, or a command on the wrong path that is never noticed: reward 0.</summary>
    WrongAction,

    /// <summary>A reply that breaks the grammar: reward 0.</summary>
    BrokenFormat,

    /// <summary>A needless command before the solution: reward 1.</summary>
    Detour,

    /// <summary>A misspelt command or path, an error, and the corrected command: reward 1.</summary>
    Recovery,
}
