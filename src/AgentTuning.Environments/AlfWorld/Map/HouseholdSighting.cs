using System.Collections.Immutable;

namespace AgentTuning.Environments.AlfWorld.Map;

/// <summary>One thing that a sentence of a household game says.</summary>
public abstract record HouseholdSighting
{
    private protected HouseholdSighting()
    {
    }

    /// <summary>The receptacles of the room, seen from its middle.</summary>
    public sealed record Room(ImmutableArray<string> Receptacles) : HouseholdSighting;

    /// <summary>The receptacles at the player's place.</summary>
    public sealed record Facing(ImmutableArray<string> Receptacles) : HouseholdSighting;

    /// <summary>The player came to a receptacle; older games name a number instead, which is left out.</summary>
    public sealed record Arrival(string Receptacle) : HouseholdSighting;

    /// <summary>What is on a receptacle, or in it where it is open.</summary>
    public sealed record Contents(string Receptacle, bool IsInside, ImmutableArray<string> Objects) : HouseholdSighting;

    /// <summary>A door is closed, or was just closed.</summary>
    public sealed record Closed(string Receptacle) : HouseholdSighting;

    /// <summary>A thing was taken.</summary>
    public sealed record Taken(string Thing, string Receptacle) : HouseholdSighting;

    /// <summary>A thing was put somewhere.</summary>
    public sealed record Put(string Thing, string Receptacle) : HouseholdSighting;

    /// <summary>What is in hand.</summary>
    public sealed record Carrying(ImmutableArray<string> Objects) : HouseholdSighting;

    /// <summary>A thing was changed: <c>clean</c>, <c>hot</c>, <c>cold</c>, <c>sliced</c> or <c>on</c>.</summary>
    public sealed record Changed(string Thing, string State) : HouseholdSighting;
}
