using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Engine;

/// <summary>A game file (<c>game.tw-pddl</c>): the domain, the problem, and the grammar of the texts.</summary>
/// <remarks>Game files come from anywhere: size, depth and numbers are bounded, and what breaks a rule is named.</remarks>
public sealed class GameFile
{
    readonly Lazy<PddlProblem> _problem;

    GameFile(string source, string domain, string problem, string grammar)
    {
        (Source, DomainText, ProblemText, GrammarText) = (source, domain, problem, grammar);
        _problem = new(() => throw new NotSupportedException($"'{Source}' cannot be read yet."));
    }

    /// <summary>Where the file came from, as errors name it.</summary>
    public string Source { get; }

    /// <summary>The PDDL of the actions.</summary>
    public string DomainText { get; }

    /// <summary>The PDDL of the house and the goal.</summary>
    public string ProblemText { get; }

    /// <summary>The twl2 grammar of commands and answers.</summary>
    public string GrammarText { get; }

    /// <summary>Whether the maker of the file found a solution; null where it does not say.</summary>
    public bool? IsSolvable { get; init; }

    /// <summary>A solution that the file carries, as commands; null where it has none.</summary>
    public IReadOnlyList<string>? Walkthrough { get; init; }

    /// <summary>The parsed problem.</summary>
    /// <exception cref="InvalidDataException">The problem is not in the supported subset of PDDL, or too large.</exception>
    public PddlProblem Problem => _problem.Value;

    /// <summary>A game made here, not read.</summary>
    public static GameFile Create(string source, string domain, string problem, string grammar) => new(source, domain, problem, grammar);

    /// <summary>Reads a game file.</summary>
    /// <exception cref="InvalidDataException">It is not a game file, or too large.</exception>
    public static GameFile Load(string path) => Read(File.ReadAllBytes(path), path);

    /// <summary>Reads the bytes of a game file.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="source">The name for errors.</param>
    /// <exception cref="InvalidDataException">It is not a game file, or too large.</exception>
    public static GameFile Read(ReadOnlyMemory<byte> utf8, string source) => throw new NotSupportedException($"'{source}' of {utf8.Length} bytes cannot be read yet.");

    /// <summary>The bytes of a game file: JSON that other engines of ALFWorld read too.</summary>
    public byte[] ToBytes() => throw new NotSupportedException($"'{Source}' cannot be written yet.");
}
