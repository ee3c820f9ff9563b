namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>One thing that makes generated houses harder or easier, as a user names and sets it.</summary>
public sealed record HouseKnob
{
    /// <summary>The name, such as <c>near-names</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The values that it takes, such as <c>0 to 1</c>.</summary>
    public required string Range { get; init; }

    /// <summary>The value in some options, as a user writes it.</summary>
    public required Func<HouseOptions, string> Read { get; init; }

    /// <summary>The options with another value, or null where it is none of the range.</summary>
    public required Func<HouseOptions, string, HouseOptions?> Write { get; init; }
}
