using System.Collections.Immutable;
using AgentTuning.Conversations;
using AgentTuning.Environments.Database.Grading;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Database;

/// <summary>The world of one database episode (AgentBench, task DBBench).</summary>
sealed class DatabaseEnvironment(IDatabaseEngine engine, GradingProfile profile) : IEnvironment
{
    /// <summary>The most statements of an episode; the reply after the last one is still read for an answer.</summary>
    public const int MaxOperations = 15;

    DatabaseTask? _task;
    IDatabase? _database;
    string _answer = "";
    int _operations;
    int _invalidReplies;
    int _sqlErrors;

    public async Task<Observation> ResetAsync(AgentTask task, CancellationToken cancellationToken)
    {
        try
        {
            _task = DatabaseTask.FromJson(task.Data);
        }
        catch (InvalidDataException exception)
        {
            throw new EnvironmentException($"Task {task.Id} cannot be set: {exception.Message}", exception);
        }

        if (_database is not null)
            await _database.DisposeAsync();
        (_answer, _operations, _invalidReplies, _sqlErrors) = ("", 0, 0, 0);
        _database = null;
        _database = await engine.CreateAsync(_task.Tables, cancellationToken);
        return new Observation
        {
            Turns =
            [
                Turn.User(DatabaseDefinition.Instruction),
                Turn.Assistant("Ok.", loss: false),
                Turn.User($"{_task.Description}\n{_task.AddDescription}"),
            ],
        };
    }

    public async Task<StepResult> StepAsync(Turn reply, CancellationToken cancellationToken)
    {
        var (_, database) = Opened();
        var parsed = DatabaseReply.Parse(reply.Text);
        if (parsed.Action != DatabaseReply.Operation || _operations >= MaxOperations)
            return StepResult.End(Finish(parsed.FinalAnswer));
        if (parsed.Sql is null)
        {
            _invalidReplies++;
            return StepResult.End(EpisodeEnding.InvalidFormat);
        }

        _operations++;
        var result = await database.ExecuteAsync(parsed.Sql, cancellationToken);
        if (result.Error is not null)
            _sqlErrors++;
        return StepResult.Continue(Observation.FromText(DatabaseFeedback.Print(result)));
    }

    public async Task<Grade> GradeAsync(CancellationToken cancellationToken)
    {
        var (task, database) = Opened();
        var isRight = task.IsModifying
            ? await TableGrading.IsRightAsync(task, database, engine, profile, cancellationToken)
            : AnswerGrading.IsRight(_answer, task.Labels, profile);
        return new Grade
        {
            Reward = isRight ? 1 : 0,
            Metrics = ImmutableSortedDictionary<string, double>.Empty
                .Add("operations", _operations)
                .Add(Grade.InvalidReplies, _invalidReplies)
                .Add("sql_errors", _sqlErrors),
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is { } database)
        {
            _database = null;
            await database.DisposeAsync();
        }
    }

    EpisodeEnding Finish(string? answer)
    {
        _answer = answer ?? "";
        if (_operations >= MaxOperations && _answer.Length == 0)
            return EpisodeEnding.TurnLimit;
        if (answer is not null)
            return EpisodeEnding.Completed;
        _invalidReplies++;
        return EpisodeEnding.InvalidFormat;
    }

    (DatabaseTask Task, IDatabase Database) Opened() => _task is { } task && _database is { } database
        ? (task, database)
        : throw new InvalidOperationException("The environment has no task yet: call ResetAsync first.");
}
