namespace AgentTuning.Environments.OperatingSystem;

/// <summary>The data sheet of the operating-system environment (AgentBench's OS interaction).</summary>
public static class OperatingSystemDefinition
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "os";
}
