namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>An action with its arguments, in one way to carry it out.</summary>
sealed class GroundOperator
{
    /// <summary>The action's number in the domain.</summary>
    public required int Action { get; init; }

    /// <summary>The values of the declared parameters.</summary>
    public required int[] Arguments { get; init; }

    /// <summary>The same for operators with the same action and arguments.</summary>
    public int Name { get; set; }

    public required GroundCondition Precondition { get; init; }

    /// <summary>The changes of the state. Deletions come first, so that additions win.</summary>
    public required GroundEffect[] Effects { get; init; }

    /// <summary>What the texts are told, whether or not a condition held: an atom's number times two, plus one where it is deleted.</summary>
    public required int[] Reports { get; init; }
}
