namespace AgentTuning.Environments.Database.Reference;

/// <summary>What goes wrong in an episode of the reference agent.</summary>
enum ReferenceMistake
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A wrong column, value or answer that is never noticed: reward 0.</summary>
    WrongAction,

    /// <summary>A reply that breaks the grammar: reward 0.</summary>
    BrokenFormat,

    /// <summary>A needless look at the table before the solution: reward 1.</summary>
    Detour,

    /// <summary>A misspelt name, an error, and the corrected statement: reward 1.</summary>
    Recovery,
}
