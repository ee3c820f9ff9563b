using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentTuning.Environments.Database.Generation;
using AgentTuning.Environments.Database.Reference;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Database.Text;

/// <summary>Endless plain text about tables, statements and results, for a base model that shall know the domain but not the task.</summary>
/// <remarks>
/// Only tables of the train split. No conversation, no reply grammar: neither <c>Action:</c> nor <c>Final Answer</c> ever occurs. Many names are invented and
/// many paragraphs write the same names twice, so that a model learns to take names from the text before it.
/// </remarks>
public sealed class DatabaseText
{
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly int _seed;
    readonly DatabaseTextOptions _options;
    readonly TableGenerator _tables;
    readonly ProblemGenerator _problems;

    /// <summary>The text of a seed; the same seed gives the same text.</summary>
    public DatabaseText(int seed, DatabaseTextOptions? options = null)
    {
        _seed = seed;
        _options = options ?? new DatabaseTextOptions();
        _tables = new TableGenerator(TopicLibrary.Of(TaskSplit.Train), _options.InventedShare);
        _problems = new ProblemGenerator(_tables);
    }

    /// <summary>The paragraphs in their order, without end.</summary>
    public IEnumerable<string> Paragraphs()
    {
        for (var index = 0; ; index++)
            yield return Create(index);
    }

    /// <summary>The paragraph with a number from 0 on; it may have several lines.</summary>
    public string Create(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var random = RandomDraws.Seeded(_seed, 300, index);
        var draw = random.NextDouble();
        if (draw < _options.CopyShare)
            return Copy(random);
        if (draw < _options.CopyShare + _options.ExerciseShare)
            return Problem(random, "exercise");
        return random.Next(4) switch
        {
            0 => Describe(random),
            1 => Problem(random, "explain"),
            _ => Result(random, index),
        };
    }

    string Problem(Random random, string section)
    {
        // A third of the benchmark asks eight kinds of questions; a reader learns each from examples, so they get half here.
        var category = random.Chance(0.5) ? random.Pick(["INSERT", "UPDATE"]) : random.Pick(ProblemGenerator.Questions);
        var (table, problem) = _problems.Create(random, category);
        var thought = new ReferenceThoughts(table.Name, random).Before(problem.Sql);
        var about = DatabasePhrases.Prose.Write(
            random, "about", ("name", table.Name), ("plain", Headers(table, ",")), ("headers", Listed(table)));
        return DatabasePhrases.Prose.Write(
            random, section, ("question", problem.Question), ("about", about), ("thought", thought), ("sql", problem.Sql));
    }

    string Describe(Random random)
    {
        var table = _tables.Create(random);
        var rows = table.Rows.Take(random.Next(1, 4)).Select(Printed).ToList();
        return DatabasePhrases.Prose.Write(
            random,
            "table",
            ("name", table.Name),
            ("topic", table.Topic.Name),
            ("one", table.Topic.One),
            ("headers", Listed(table)),
            ("rows", $"[{string.Join(", ", rows)}]"),
            ("row", rows[0]));
    }

    string Result(Random random, int index)
    {
        var category = ProblemGenerator.CategoryOf(_seed, TaskSplit.Train, index);
        if (category is "INSERT" or "UPDATE" && random.Chance(0.7))
            category = random.Pick(["other", "comparison", "ranking", "counting"]);
        var (_, problem) = _problems.Create(random, category);
        var isEmpty = problem.Answers is ["none"];
        var isNumber = problem.Category is "counting" || problem.Category.StartsWith("aggregation", StringComparison.Ordinal);
        var printed = problem.Answers.Select(answer => $"({(isNumber ? answer : PythonText(answer))},)");
        return DatabasePhrases.Prose.Write(
            random,
            problem.Answers.Length switch
            {
                0 => "result-changed",
                1 => isEmpty ? "result-none" : "result-one",
                _ => "result-many",
            },
            ("printed", $"[{string.Join(", ", printed)}]"),
            ("value", problem.Answers.FirstOrDefault("")),
            ("list", $"[{string.Join(", ", problem.Answers.Select(answer => JsonSerializer.Serialize(answer, Readable)))}]"),
            ("sql", problem.Sql));
    }

    string Copy(Random random)
    {
        if (random.Chance(0.3))
            return DatabasePhrases.Prose.Write(random, "repeat", ("words", Words(random)));
        var table = _tables.Create(random);
        var row = random.Pick(table.Rows);
        var values = row.Select(cell => cell.Text).ToList();
        switch (random.Next(5))
        {
            case 0:
                return DatabasePhrases.Prose.Write(random, "headers", ("plain", Headers(table, ",")), ("ticked", Ticked(table)));
            case 1:
                var plain = values.ConvertAll(value => value.Length == 0 || value.Contains(',', StringComparison.Ordinal) ? $"'{value}'" : value);
                return DatabasePhrases.Prose.Write(random, "values", ("list", Wording.List(plain)), ("quoted", Quoted(values)));
            case 2 or 3:
                var words = new Wording(table, random);
                var template = random.Pick(DatabasePhrases.Questions["pair"]);
                var pairs = table.Columns.Select(column => PhraseBook.Fill(
                    template, name => name == "c" ? words.Column(column) : words.Value(row[column.Index].Text)));
                return DatabasePhrases.Prose.Write(
                    random,
                    "pairs",
                    ("pairs", Wording.List([.. pairs])),
                    ("assigned", string.Join(", ", table.Columns.Select(column => $"{column.Sql} = {SqlText.Literal(row[column.Index].Text)}"))),
                    ("ticked", Ticked(table)),
                    ("quoted", Quoted(values)));
            default:
                var compared = random.Pick(table.Columns);
                var text = row[compared.Index].Text;
                return DatabasePhrases.Prose.Write(
                    random, "condition", ("c", compared.Header), ("v", text), ("q", text.Replace("'", "''", StringComparison.Ordinal)));
        }
    }

    static string Words(Random random)
    {
        var words = new string[random.Next(2, 10)];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = random.Next(6) switch
            {
                0 => random.Next(10, 100000).ToString("#,0", CultureInfo.InvariantCulture),
                1 => SplitWords.Code(random, TaskSplit.Train, random.Pick(["LL-##", "L###", "##L"])),
                2 => SplitWords.Name(random, TaskSplit.Train),
                _ => SplitWords.Word(random, TaskSplit.Train),
            };
        }

        return string.Join(' ', words);
    }

    static string Headers(GeneratedTable table, string separator) => string.Join(separator, table.Columns.Select(column => column.Header));

    static string Listed(GeneratedTable table) => Wording.List([.. table.Columns.Select(column => column.Header)]);

    static string Ticked(GeneratedTable table) => string.Join(", ", table.Columns.Select(column => column.Sql));

    static string Quoted(IEnumerable<string> values) => string.Join(", ", values.Select(SqlText.Literal));

    static string Printed(ImmutableArray<GeneratedCell> row) => $"({string.Join(", ", row.Select(cell => PythonText(cell.Text)))})";

    // As Python prints a text: in double quotes only where it has single quotes and no double ones. Generated values need no other escapes.
    static string PythonText(string text) =>
        text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? $"\"{text}\"" : $"'{text.Replace("'", "\\'", StringComparison.Ordinal)}'";
}
