namespace AgentTuning.Environments.AlfWorld.Generation;

/// <summary>What can be done to the objects of a class.</summary>
[Flags]
enum ObjectTraits
{
    /// <summary>It can be taken, and nothing else.</summary>
    None = 0,

    /// <summary>Cleaned in a sink.</summary>
    Clean = 1,

    /// <summary>Heated in a microwave.</summary>
    Heat = 2,

    /// <summary>Cooled in a fridge.</summary>
    Cool = 4,

    /// <summary>Sliced with a knife.</summary>
    Slice = 8,

    /// <summary>A movable receptacle, such as a bowl.</summary>
    Holds = 16,

    /// <summary>It cannot be taken.</summary>
    Fixed = 32,

    /// <summary>A lamp to turn on.</summary>
    Toggle = 64,
}
