namespace AgentTuning.Environments.AlfWorld.Planning;

/// <summary>The goal of a household game, read from its condition.</summary>
sealed record PlannedGoal
{
    /// <summary>The type of the wanted object, such as <c>mugtype</c>.</summary>
    public required string ObjectType { get; init; }

    /// <summary>The type of receptacle that it goes into; null for a goal with a lamp.</summary>
    public string? PlaceType { get; init; }

    /// <summary>The type of the lamp to hold it under; null for a goal with a place.</summary>
    public string? LampType { get; init; }

    /// <summary>How many different objects are wanted in one receptacle: 1 or 2.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The predicate that the object must have gained, <c>isclean</c>, <c>ishot</c> or <c>iscool</c>; null for none.</summary>
    public string? Change { get; init; }

    /// <summary>The affordance that the condition asks for as well, such as <c>cleanable</c>; null for none.</summary>
    public string? Affordance { get; init; }
}
