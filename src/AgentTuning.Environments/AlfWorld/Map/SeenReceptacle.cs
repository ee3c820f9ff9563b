using System.Collections.Immutable;

namespace AgentTuning.Environments.AlfWorld.Map;

/// <summary>What a player knows of a receptacle.</summary>
/// <param name="Door">Whether it is open, closed, has no door, or was not seen yet.</param>
/// <param name="Objects">What was in it or on it when it was seen last.</param>
public sealed record SeenReceptacle(SeenDoor Door, ImmutableArray<string> Objects)
{
    /// <summary>Known by name only.</summary>
    public static SeenReceptacle Unseen { get; } = new(SeenDoor.Unknown, []);

    /// <summary>True where it was looked into.</summary>
    public bool HasBeenSeen { get; init; }
}
