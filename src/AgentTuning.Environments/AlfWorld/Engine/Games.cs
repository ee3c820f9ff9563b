using AgentTuning.Environments.AlfWorld.Engine.Compiled;
using AgentTuning.Environments.AlfWorld.Engine.General;

namespace AgentTuning.Environments.AlfWorld.Engine;

/// <summary>Opens game files.</summary>
public static class Games
{
    /// <summary>Opens a game in its first state. The first game of a <see cref="GameFile"/> lists what can be done; the next ones share the list.</summary>
    /// <exception cref="InvalidDataException">The file breaks a rule or a limit; the message names the file, the part and what was wanted.</exception>
    public static IGame Open(GameFile file, GameOptions? options = null)
    {
        options ??= new GameOptions();
        var house = file.HouseOf(options.UseRawNames);
        if (options.Engine == GameEngine.General)
            return new GeneralGame(house);
        if (house.Compiled.Value is { House: { } compiled })
            return new CompiledGame(compiled);
        return options.Engine == GameEngine.Automatic
            ? new GeneralGame(house)
            : throw new InvalidDataException($"{file.Source}: the compiled engine does not fit: {house.Compiled.Value.Reason}.");
    }
}
