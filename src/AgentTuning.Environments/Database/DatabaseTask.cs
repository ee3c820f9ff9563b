using System.Collections.Immutable;
using System.Text.Json;

namespace AgentTuning.Environments.Database;

/// <summary>A database task in the shape of an AgentBench line, so that an official line is the data of its task.</summary>
public sealed record DatabaseTask
{
    static readonly ImmutableArray<string> ModifyingTypes = ["INSERT", "DELETE", "UPDATE"];

    /// <summary>The question or the order.</summary>
    public required string Description { get; init; }

    /// <summary>The sentence that names tables and headers; follows the description on a line of its own.</summary>
    public required string AddDescription { get; init; }

    /// <summary>One table in the benchmark's test files; several elsewhere.</summary>
    public required ImmutableArray<DatabaseTable> Tables { get; init; }

    /// <summary>The category: <c>INSERT</c>, <c>UPDATE</c>, <c>counting</c>, <c>aggregation-SUM</c> and so on.</summary>
    public required string Type { get; init; }

    /// <summary>The gold answers as Python values (texts in official files), or the gold SQL where the task modifies.</summary>
    public required ImmutableArray<object?> Labels { get; init; }

    /// <summary>The SQL that a reading task is answered with, where known. Official files hold many that do not run.</summary>
    public string? GoldQuery { get; init; }

    /// <summary>The table hash after the gold SQL, printed as a Python result: <c>[('32 hex digits',)]</c>. Modifying tasks only.</summary>
    public string? AnswerMd5 { get; init; }

    /// <summary>Where the table came from, such as <c>wikisql</c>.</summary>
    public string? Source { get; init; }

    /// <summary>True where the table is graded and not the answer.</summary>
    public bool IsModifying => ModifyingTypes.Contains(Type);

    /// <summary>The statement that solves a modifying task; null for a reading task.</summary>
    public string? GoldStatement => IsModifying ? Labels[0] as string : null;

    /// <summary>Reads the data of a task.</summary>
    /// <exception cref="InvalidDataException">A field is missing or malformed; the message names it.</exception>
    public static DatabaseTask FromJson(JsonElement json) => DatabaseTaskJson.Read(json);

    /// <summary>The task in the field names of the benchmark.</summary>
    public JsonElement ToJson() => DatabaseTaskJson.Write(this);
}
