namespace AgentTuning.Environments.AlfWorld.Engine;

/// <summary>How a game is carried out. All give the same games.</summary>
public enum GameEngine
{
    /// <summary>The compiled engine where the file is of a known shape, else the general one.</summary>
    Automatic,

    /// <summary>The rules of the file, interpreted literally: any domain and any grammar, slowly.</summary>
    General,

    /// <summary>The compiled engine, or an error that says why the file does not fit it.</summary>
    Compiled,
}
