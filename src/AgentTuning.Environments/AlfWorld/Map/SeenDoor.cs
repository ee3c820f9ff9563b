namespace AgentTuning.Environments.AlfWorld.Map;

/// <summary>What a player knows of a receptacle's door.</summary>
public enum SeenDoor
{
    /// <summary>Nothing.</summary>
    Unknown,

    /// <summary>There is none.</summary>
    None,

    /// <summary>It is open.</summary>
    Open,

    /// <summary>It is closed.</summary>
    Closed,
}
