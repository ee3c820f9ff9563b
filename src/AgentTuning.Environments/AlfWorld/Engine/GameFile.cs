using System.Text.Json;
using AgentTuning.Environments.AlfWorld.Engine.General;
using AgentTuning.Environments.AlfWorld.Engine.Pddl;
using AgentTuning.Environments.AlfWorld.Engine.Text;

namespace AgentTuning.Environments.AlfWorld.Engine;

/// <summary>A game file (<c>game.tw-pddl</c>): the domain, the problem, and the grammar of the texts.</summary>
/// <remarks>Game files come from anywhere: size, depth and numbers are bounded, and what breaks a rule is named. Safe for several threads.</remarks>
public sealed class GameFile
{
    readonly Lazy<PddlDomain> _domain;
    readonly Lazy<PddlProblem> _problem;
    readonly Lazy<TextGrammar> _grammar;
    readonly Lazy<GeneralHouse> _named;
    readonly Lazy<GeneralHouse> _raw;

    GameFile(string source, string domain, string problem, string grammar)
    {
        (Source, DomainText, ProblemText, GrammarText) = (source, domain, problem, grammar);
        _domain = new(() => DomainReader.Read(DomainText, $"{Source}: pddl_domain"));
        _problem = new(() => ProblemReader.Read(ProblemText, Domain, $"{Source}: pddl_problem"));
        _grammar = new(() => GrammarReader.Read(GrammarText, $"{Source}: grammar"));
        _named = new(() => new GeneralHouse(this, useRawNames: false));
        _raw = new(() => new GeneralHouse(this, useRawNames: true));
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

    internal PddlDomain Domain => _domain.Value;

    internal TextGrammar Grammar => _grammar.Value;

    internal GeneralHouse HouseOf(bool useRawNames) => useRawNames ? _raw.Value : _named.Value;

    /// <summary>A game made here, not read.</summary>
    public static GameFile Create(string source, string domain, string problem, string grammar) => new(source, domain, problem, grammar);

    /// <summary>Reads a game file.</summary>
    /// <exception cref="InvalidDataException">It is not a game file, or too large.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static GameFile Load(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (stream.Length > GameLimits.FileBytes)
            throw TooLarge(path, stream.Length);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes, path);
    }

    /// <summary>Reads the bytes of a game file.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="source">The name for errors.</param>
    /// <exception cref="InvalidDataException">It is not a game file, or too large.</exception>
    public static GameFile Read(ReadOnlyMemory<byte> utf8, string source)
    {
        if (utf8.Length > GameLimits.FileBytes)
            throw TooLarge(source, utf8.Length);
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"{source}: a JSON {root.ValueKind} was found, expected an object with pddl_domain, pddl_problem and grammar.");
            return new GameFile(source, Text(root, "pddl_domain", source), Text(root, "pddl_problem", source), Text(root, "grammar", source))
            {
                IsSolvable = root.TryGetProperty("solvable", out var solvable) && solvable.ValueKind is JsonValueKind.True or JsonValueKind.False ? solvable.GetBoolean() : null,
                Walkthrough = ReadWalkthrough(root, source),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{source} is not a game file: {exception.Message}", exception);
        }
    }

    /// <summary>The bytes of a game file: JSON that other engines of ALFWorld read too.</summary>
    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("pddl_domain", DomainText);
            writer.WriteString("grammar", GrammarText);
            writer.WriteString("pddl_problem", ProblemText);
            if (IsSolvable is { } solvable)
                writer.WriteBoolean("solvable", solvable);
            if (Walkthrough is not null)
            {
                writer.WriteStartArray("walkthrough");
                foreach (var command in Walkthrough)
                    writer.WriteStringValue(command);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    static string Text(JsonElement root, string name, string source)
    {
        if (!root.TryGetProperty(name, out var value))
            throw new InvalidDataException($"{source}: '{name}' is missing; a game file has pddl_domain, pddl_problem and grammar.");
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new InvalidDataException($"{source}: '{name}' is a JSON {value.ValueKind}, expected a string.");
    }

    static string[]? ReadWalkthrough(JsonElement root, string source)
    {
        if (!root.TryGetProperty("walkthrough", out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw new InvalidDataException($"{source}: 'walkthrough' is not a list of commands.");
        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    static InvalidDataException TooLarge(string source, long bytes) =>
        new($"{source} has {bytes} bytes, a game file has at most {GameLimits.FileBytes}.");
}
