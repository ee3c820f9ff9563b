using AgentTuning.Environments.AlfWorld.Engine.General;

namespace AgentTuning.Environments.AlfWorld.Engine;

/// <summary>Opens game files.</summary>
public static class Games
{
    /// <summary>Opens a game in its first state.</summary>
    /// <exception cref="InvalidDataException">The file breaks a rule or a limit; the message names the file, the part and what was wanted.</exception>
    public static IGame Open(GameFile file, GameOptions? options = null)
    {
        options ??= new GameOptions();
        return new GeneralGame(new GeneralHouse(file, options.UseRawNames));
    }
}
