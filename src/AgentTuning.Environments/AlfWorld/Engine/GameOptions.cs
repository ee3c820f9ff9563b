namespace AgentTuning.Environments.AlfWorld.Engine;

/// <summary>How to open a game file.</summary>
public sealed record GameOptions
{
    /// <summary>Whether constants keep their raw ids instead of names such as "cabinet 1". Default false.</summary>
    public bool UseRawNames { get; init; }

    /// <summary>How the game is carried out. Default: the fastest way that fits the file.</summary>
    public GameEngine Engine { get; init; }
}
