namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>What an operator changes, without names.</summary>
sealed class CompiledOperator
{
    /// <summary>Its number in the ground game.</summary>
    public required int Number { get; init; }

    /// <summary>The command that means it.</summary>
    public required int Command { get; init; }

    /// <summary>Whether it has conditions for all values.</summary>
    public required bool HasUniversals { get; init; }

    /// <summary>The changes in order: an atom times two, plus one where it is deleted; null where changes have conditions.</summary>
    public required int[]? Changes { get; init; }

    /// <summary>The changes of the texts, in the same form.</summary>
    public required int[] TextChanges { get; init; }

    /// <summary>Whether a change touches what the goal asks for.</summary>
    public required bool TouchesGoal { get; init; }
}
