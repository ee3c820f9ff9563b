namespace AgentTuning.Environments.AlfWorld.Planning;

/// <summary>What a step of a plan does.</summary>
enum PlanStepKind
{
    /// <summary>Goes to a receptacle.</summary>
    Go,

    /// <summary>Opens it.</summary>
    Open,

    /// <summary>Takes an object from it.</summary>
    Take,

    /// <summary>Puts what is held there.</summary>
    Put,

    /// <summary>Cleans, heats or cools what is held with it.</summary>
    Change,

    /// <summary>Turns a lamp on.</summary>
    Use,
}
