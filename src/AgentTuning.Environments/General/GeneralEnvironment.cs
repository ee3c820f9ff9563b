using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.General;

/// <summary>Asks the questions of a task one after another and grades the replies.</summary>
sealed class GeneralEnvironment : IEnvironment
{
    GeneralTask? _task;
    int _asked;
    int _right;

    /// <inheritdoc/>
    public Task<Observation> ResetAsync(AgentTask task, CancellationToken cancellationToken)
    {
        _task = Read(task);
        (_asked, _right) = (1, 0);
        return Task.FromResult(Observation.FromText(_task.Exchanges[0].Question));
    }

    /// <inheritdoc/>
    public Task<StepResult> StepAsync(Turn reply, CancellationToken cancellationToken)
    {
        var exchanges = Current.Exchanges;
        if (ReplyGrader.IsRight(exchanges[_asked - 1], reply.Text))
            _right++;
        return Task.FromResult(_asked == exchanges.Length
            ? StepResult.End(EpisodeEnding.Completed)
            : StepResult.Continue(Observation.FromText(exchanges[_asked++].Question)));
    }

    /// <inheritdoc/>
    public Task<Grade> GradeAsync(CancellationToken cancellationToken) => Task.FromResult(new Grade
    {
        Reward = _right == Current.Exchanges.Length ? 1 : 0,
        Metrics = ImmutableSortedDictionary<string, double>.Empty.Add("right-replies", _right).Add(Grade.InvalidReplies, 0), // there is no grammar to break
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    GeneralTask Current => _task ?? throw new InvalidOperationException("The environment has no task yet; reset it first.");

    /// <summary>The general task within a task.</summary>
    /// <exception cref="EnvironmentException">The data has another shape.</exception>
    public static GeneralTask Read(AgentTask task)
    {
        try
        {
            return task.Data.Deserialize(GeneralJson.Readable.GeneralTask) is { Exchanges: { IsDefaultOrEmpty: false } } read
                ? read
                : throw new EnvironmentException($"Task {task.Id} has no questions; its data must hold kind, category and exchanges.");
        }
        catch (JsonException exception)
        {
            throw new EnvironmentException($"Task {task.Id} is not a general task: {exception.Message}", exception);
        }
    }
}
