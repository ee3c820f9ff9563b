namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>What goes wrong in an episode of the household agent.</summary>
enum AgentSlip
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It looks at an unlikely place first.</summary>
    Detour,

    /// <summary>It takes another thing than the wanted one, and puts it away again.</summary>
    WrongThing,

    /// <summary>It uses words that the game does not know.</summary>
    UnknownWords,

    /// <summary>A reply has no action mark.</summary>
    NoMark,

    /// <summary>It uses a device or a lamp from too far away.</summary>
    TooEarly,

    /// <summary>It gets stuck and only looks around, which earns 0.</summary>
    Stuck,
}
