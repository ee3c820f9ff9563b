using System.Text.Encodings.Web;
using System.Text.Json;
using AgentTuning.Agents;
using AgentTuning.Environments.Database.Generation;
using AgentTuning.Environments.Database.Python;
using AgentTuning.Environments.Database.Reference;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.Database;

/// <summary>The database's own agent: it knows the gold statement and answers, and earns 1 where it makes no mistake.</summary>
/// <remarks>
/// <para>One client serves one episode. It says which columns and values it needs, runs the gold statement, and answers with what it read. Where the gold
/// statement of a benchmark's record fails or gives something else than the gold answer, it looks at a few rows and gives the gold answer.</para>
/// <para>With <see cref="ReferenceAgentOptions.Mistakes"/> above 0, that share of the episodes has one mistake: 35 % a wrong column, value or answer and 20 % a
/// broken format, which both earn 0; 25 % a needless look first and 20 % a misspelt name that is corrected, which both earn 1.</para>
/// </remarks>
public sealed class DatabaseReferenceAgent : WholeReplyChatClient
{
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly ReferenceSolution _solution;
    readonly ReferenceThoughts _thoughts;
    readonly Random _random;
    readonly ReferenceMistake _mistake;
    readonly Queue<Func<string, string>> _replies = new();

    /// <summary>The agent for one episode of a task.</summary>
    public DatabaseReferenceAgent(AgentTask task, ReferenceAgentOptions options)
    {
        _random = RandomDraws.Seeded(options.Seed, 200, task.Seed);
        _solution = ReferenceSolution.Read(task);
        _thoughts = new ReferenceThoughts(_solution.Table, _random);
        _mistake = _random.Chance(options.Mistakes) ? DrawMistake() : ReferenceMistake.None;
        _replies.Enqueue(First);
    }

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var observation = messages.LastOrDefault()?.Text ?? "";
        var reply = _replies.TryDequeue(out var next) ? next(observation) : Answer(_thoughts.Write("looked"), Gold());
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, reply)) { ModelId = "reference" });
    }

    ReferenceMistake DrawMistake() => _random.NextDouble() switch
    {
        < 0.35 => ReferenceMistake.WrongAction,
        < 0.55 => ReferenceMistake.BrokenFormat,
        < 0.80 => ReferenceMistake.Detour,
        _ => ReferenceMistake.Recovery,
    };

    string First(string question)
    {
        switch (_mistake)
        {
            case ReferenceMistake.BrokenFormat:
                return Broken();
            case ReferenceMistake.Detour:
                _replies.Enqueue(_ => $"{_thoughts.Write("detour-done")} {Solve()}");
                var looksAtRows = _random.Chance(0.7);
                return Operation(
                    _thoughts.Write(looksAtRows ? "detour-rows" : "detour-count"),
                    $"SELECT {(looksAtRows ? "*" : "COUNT(*)")} FROM {SqlText.Name(_solution.Table)}{(looksAtRows ? " LIMIT 2" : "")}");
            case ReferenceMistake.Recovery when Misspelling.OfName(_solution.Sql, _random) is { } misspelt:
                _replies.Enqueue(_ =>
                    Solve(_thoughts.Write("recover", ("wrong", misspelt.Wrong), ("right", misspelt.Right))));
                return Operation(_thoughts.Before(misspelt.Sql), misspelt.Sql);
            case ReferenceMistake.WrongAction:
                return Wrong();
            default:
                return Solve();
        }
    }

    string Solve(string? thought = null)
    {
        // A record without a query, or with something else than a query, leaves a look at the table.
        if (!_solution.IsModifying && !_solution.IsReading)
            return Look("detour-rows");
        _replies.Enqueue(_solution.IsModifying ? _ => Answer(_thoughts.AfterModifying(_solution.Sql), ["none"]) : AnswerFrom);
        return Operation(thought ?? _thoughts.Before(_solution.Sql), _solution.Sql);
    }

    string AnswerFrom(string observation)
    {
        var values = PrintedRows.ReadColumn(observation);
        if (values is [] or [null] && _solution.Labels is ["none"])
            return Answer(_thoughts.Found([]), ["none"]);
        return values is not null && PrintedRows.Answers(values, _solution.Labels)
            ? Answer(_thoughts.Found(values), [.. values])
            : Look("look");
    }

    string Look(string section)
    {
        _replies.Enqueue(_ => Answer(_thoughts.Write("looked"), Gold()));
        return Operation(_thoughts.Write(section), $"SELECT * FROM {SqlText.Name(_solution.Table)} LIMIT 3");
    }

    List<object?> Gold() => _solution.IsModifying ? ["none"] : [.. _solution.Labels];

    string Wrong()
    {
        if (_solution.IsModifying)
        {
            if (Misspelling.OfValue(_solution.Sql, _random) is not { } wrong)
                return Answer(_thoughts.AfterModifying(_solution.Sql), ["none"]);
            _replies.Enqueue(_ => Answer(_thoughts.AfterModifying(_solution.Sql), ["none"]));
            return Operation(_thoughts.Before(wrong), wrong);
        }

        var sql = _random.Chance(0.5) ? Misspelling.OfTarget(_solution.Sql, _solution.Headers, _random) : null;
        if (sql is null && !_solution.IsReading)
            return Answer(_thoughts.Write("looked"), [.. WrongLabels()]);
        _replies.Enqueue(AnswerWrongly);
        return Operation(_thoughts.Before(sql ?? _solution.Sql), sql ?? _solution.Sql);
    }

    string AnswerWrongly(string observation)
    {
        var values = PrintedRows.ReadColumn(observation) ?? [];
        if (values.Count == 0 || PrintedRows.Answers(values, _solution.Labels))
            values = WrongLabels();
        return Answer(_thoughts.Found(values), [.. values]);
    }

    List<string?> WrongLabels() => [.. _solution.Labels.Select(label => Misspelling.Other(label as string ?? PythonLiteral.Print(label)))];

    string Broken()
    {
        var thought = _thoughts.Before(_solution.Sql);
        return _random.Next(5) switch
        {
            0 => $"{thought}\n{_solution.Sql}",
            1 => $"{thought}\nAction: Query\n```sql\n{_solution.Sql}\n```",
            2 => $"{thought}\nAction: Operation\n{_solution.Sql}",
            3 => $"{thought}\nOperation:\n```\n{_solution.Sql}\n```",
            _ => _solution.IsModifying ? thought : $"{thought}\nAnswer: {List(Gold())}",
        };
    }

    static string Operation(string thought, string sql) => $"{thought}\nAction: Operation\n```sql\n{sql}\n```";

    static string Answer(string thought, IReadOnlyList<object?> answers) => $"{thought}\nAction: Answer\nFinal Answer: {List(answers)}";

    // A JSON list of texts is a Python list of the same texts. Numbers stay numbers only where the gold answer has them.
    static string List(IReadOnlyList<object?> answers) => $"[{string.Join(", ", answers.Select(answer =>
        answer is string text ? JsonSerializer.Serialize(text, Readable) : PythonLiteral.Print(answer)))}]";
}
