using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>A game with all that can be done in it, listed.</summary>
sealed class GroundGame
{
    public required PddlDomain Domain { get; init; }

    public required Vocabulary Vocabulary { get; init; }

    /// <summary>The facts of the first state, those that never change among them.</summary>
    public required FactStore Initial { get; init; }

    public required AtomTable Atoms { get; init; }

    /// <summary>The operators in the order in which the original lists them.</summary>
    public required GroundOperator[] Operators { get; init; }

    /// <summary>How many different names the operators have.</summary>
    public required int NameCount { get; init; }

    /// <summary>Any of these wins.</summary>
    public required GroundCondition[] Goal { get; init; }

    /// <summary>The atoms of the first state.</summary>
    public required ulong[] FirstState { get; init; }
}
