using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Engine;

/// <summary>One running game.</summary>
/// <remarks>
/// A game serves one thread at a time. Games of the same file share what does not change, so that <see cref="Fork"/> is cheap.
/// A command's number stays the same for all forks of one game; numbers of separately opened games are not comparable.
/// </remarks>
public interface IGame
{
    /// <summary>The file that is played.</summary>
    GameFile File { get; }

    /// <summary>The names that the player reads.</summary>
    GameNames Names { get; }

    /// <summary>Whether the goal holds in this state.</summary>
    bool IsWon { get; }

    /// <summary>How many commands were accepted since the reset.</summary>
    int Moves { get; }

    /// <summary>The commands that this state accepts, in ordinal order.</summary>
    IReadOnlyList<string> AdmissibleCommands { get; }

    /// <summary>The numbers of <see cref="AdmissibleCommands"/>, in the same order; valid until the next change of the game.</summary>
    ReadOnlySpan<int> AdmissibleNumbers { get; }

    /// <summary>The text of a command.</summary>
    string CommandText(int number);

    /// <summary>Starts over.</summary>
    GameTurn Reset();

    /// <summary>Carries out a command as typed: trimmed, then compared exactly. An unknown one answers "Nothing happens.".</summary>
    GameTurn Act(string command);

    /// <summary>Carries out an admissible command.</summary>
    /// <exception cref="ArgumentException">The command is not admissible now.</exception>
    GameTurn Act(int number);

    /// <summary>Carries out an admissible command without making its text: for search.</summary>
    /// <exception cref="ArgumentException">The command is not admissible now.</exception>
    void Apply(int number);

    /// <summary>Whether a fact holds in the true state. Predicates and ids are lower case.</summary>
    bool Holds(PddlFact fact);

    /// <summary>Keeps this state.</summary>
    GameSnapshot Save();

    /// <summary>Goes back to a state of this game or of one of its forks.</summary>
    /// <exception cref="ArgumentException">The snapshot is of another game.</exception>
    void Restore(GameSnapshot snapshot);

    /// <summary>A second game in the same state, that goes its own way from here.</summary>
    IGame Fork();
}
