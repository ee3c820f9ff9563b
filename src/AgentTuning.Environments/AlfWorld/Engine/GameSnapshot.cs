namespace AgentTuning.Environments.AlfWorld.Engine;

/// <summary>A state of a game, kept to come back to. It never changes and may be shared between threads.</summary>
public abstract class GameSnapshot
{
    private protected GameSnapshot()
    {
    }
}
