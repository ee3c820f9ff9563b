using System.Collections.Immutable;
using AgentTuning.Conversations;
using AgentTuning.Environments.OperatingSystem.Judging;
using AgentTuning.Environments.OperatingSystem.Shell;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>The world of one operating-system episode (AgentBench, task OS interaction): a machine, its shell, and what the agent has done.</summary>
sealed class OperatingSystemEnvironment(ISandboxProvider sandboxes, OperatingSystemSettings settings) : IEnvironment
{
    /// <summary>The most replies of an episode.</summary>
    public const int MaxRounds = 8;

    OperatingSystemTask? _task;
    Machine? _machine;
    string? _answer;
    bool _isFinished;
    int _rounds;
    int _invalidReplies;

    public async Task<Observation> ResetAsync(AgentTask task, CancellationToken cancellationToken)
    {
        await CloseAsync();
        (_answer, _isFinished, _rounds, _invalidReplies) = (null, false, 0, 0);
        try
        {
            _task = OperatingSystemTask.FromJson(task.Data);
            _machine = await Machine.StartAsync(_task, HostNames.For(task.Seed), sandboxes, settings, cancellationToken);
            return new Observation { Turns = OpeningTurns.For(_task.Description) };
        }
        catch (Exception exception) when (exception is InvalidDataException or SandboxException)
        {
            throw new EnvironmentException($"Task {task.Id} cannot be set: {exception.Message}", exception);
        }
    }

    public async Task<StepResult> StepAsync(Turn reply, CancellationToken cancellationToken)
    {
        var (_, machine) = Opened();
        var parsed = OperatingSystemReply.Parse(reply.Text);
        _rounds++;
        switch (parsed.Action)
        {
            case OperatingSystemAction.Bash:
                var output = await machine.Shell.RunAsync(parsed.Content!, cancellationToken);
                if (!settings.ShowsEscapeCodes)
                    output = EscapeCodes.Strip(output);
                return _rounds < MaxRounds
                    ? StepResult.Continue(Observation.FromText(OperatingSystemFeedback.Print(output)))
                    : StepResult.End(EpisodeEnding.TurnLimit);
            case OperatingSystemAction.Finish or OperatingSystemAction.Answer:
                (_answer, _isFinished) = (parsed.Content, true);
                return StepResult.End(EpisodeEnding.Completed);
            default:
                _invalidReplies++;
                return StepResult.End(EpisodeEnding.InvalidAction);
        }
    }

    public async Task<Grade> GradeAsync(CancellationToken cancellationToken)
    {
        var (task, machine) = Opened();
        return new Grade
        {
            Reward = await IsSolvedAsync(task, machine, cancellationToken) ? 1 : 0,
            Metrics = ImmutableSortedDictionary<string, double>.Empty
                .Add("rounds", _rounds)
                .Add(Grade.InvalidReplies, _invalidReplies),
        };
    }

    public ValueTask DisposeAsync() => new(CloseAsync());

    // The paper's copy judges whatever ended the episode; a check that needs no answer can pass then.
    async Task<bool> IsSolvedAsync(OperatingSystemTask task, Machine machine, CancellationToken cancellationToken)
    {
        if (!_isFinished && settings.Profile != OperatingSystemProfile.Paper)
            return false;
        try
        {
            return (await Judge.RunAsync(task, _answer, machine.Runner, cancellationToken)).IsSolved;
        }
        catch (Exception exception) when (exception is InvalidDataException or SandboxException)
        {
            throw new EnvironmentException($"The episode cannot be judged: {exception.Message}", exception);
        }
    }

    async Task CloseAsync()
    {
        if (_machine is { } machine)
        {
            _machine = null;
            await machine.DisposeAsync();
        }
    }

    (OperatingSystemTask Task, Machine Machine) Opened() => _task is { } task && _machine is { } machine
        ? (task, machine)
        : throw new InvalidOperationException("The environment has no task yet: call ResetAsync first.");
}
