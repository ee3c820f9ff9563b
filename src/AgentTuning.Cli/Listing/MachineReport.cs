using System.Collections.Immutable;
using AgentTuning.Environments;

namespace AgentTuning.Cli.Listing;

/// <summary>What works on this machine, for a program.</summary>
sealed record MachineReport
{
    /// <summary>True where every environment has what it requires and sandboxes can be made.</summary>
    public required bool IsReady { get; init; }

    /// <summary>Each way to make sandboxes, and what they need.</summary>
    public required ImmutableArray<ComponentStatus> Sandboxes { get; init; }

    public required ImmutableArray<ListedEnvironment> Environments { get; init; }
}
