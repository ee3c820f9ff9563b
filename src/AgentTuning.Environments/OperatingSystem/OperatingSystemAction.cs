namespace AgentTuning.Environments.OperatingSystem;

/// <summary>What the agent does in a turn.</summary>
enum OperatingSystemAction
{
    /// <summary>Nothing that the grammar knows.</summary>
    None,

    /// <summary>Types code into the shell.</summary>
    Bash,

    /// <summary>Ends without an answer.</summary>
    Finish,

    /// <summary>Ends with an answer.</summary>
    Answer,
}
