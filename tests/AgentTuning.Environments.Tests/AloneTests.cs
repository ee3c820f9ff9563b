namespace AgentTuning.Environments.Tests;

/// <summary>Tests that count what the whole process holds, and so run while no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneTests
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "alone";
}
