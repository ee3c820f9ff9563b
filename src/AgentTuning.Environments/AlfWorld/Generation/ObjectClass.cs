using System.Collections.Immutable;

namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>A class of objects, such as Mug.</summary>
sealed record ObjectClass
{
    /// <summary>The name, such as <c>SoapBar</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The place in the table.</summary>
    public required int Number { get; init; }

    /// <summary>What can be done to it.</summary>
    public required ObjectTraits Traits { get; init; }

    /// <summary>Where it occurs and how often.</summary>
    public required ImmutableArray<RoomAmount> Rooms { get; init; }

    /// <summary>How often it is found in each class of receptacle at first; absent where it may not be put.</summary>
    public required ImmutableDictionary<string, int> Places { get; init; }

    /// <summary>Whether the player can take it.</summary>
    public bool IsMovable => (Traits & ObjectTraits.Fixed) == 0;

    /// <summary>Whether it stands on the floor, in no receptacle.</summary>
    public bool IsLoose => Places.IsEmpty;

    /// <summary>Whether it has a trait.</summary>
    public bool Has(ObjectTraits trait) => (Traits & trait) == trait;

    /// <summary>How much of it a kind of room has, or null for none.</summary>
    public RoomAmount? In(RoomKind room) => Rooms.FirstOrDefault(amount => amount.Room == room);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
