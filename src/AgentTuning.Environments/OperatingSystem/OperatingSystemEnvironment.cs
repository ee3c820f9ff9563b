using System.Collections.Immutable;
using AgentTuning.Conversations;
using AgentTuning.Environments.OperatingSystem.Judging;
using AgentTuning.Environments.OperatingSystem.Shell;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>The world of one operating-system episode (AgentBench, task OS interaction): a machine, its shell, and what the agent has done.</summary>
sealed class OperatingSystemEnvironment(ISandboxProvider sandboxes, OperatingSystemSettings settings, TimeProvider clock) : IEnvironment
{
    /// <summary>The most replies of an episode.</summary>
    public const int MaxRounds = 8;

    OperatingSystemTask? _task;
    ISandbox? _sandbox;
    ShellSession? _shell;
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
            var host = HostNames.For(task.Seed);
            _sandbox = await sandboxes.StartAsync(Request(_task, host), cancellationToken);
            await InitializeAsync(_task, _sandbox, cancellationToken);
            _shell = await ShellSession.OpenAsync(_sandbox, host, settings.Shell, clock, cancellationToken);
            if (_task.Start is { } start)
                await _shell.RunAsync(start.Code, cancellationToken);
            return new Observation { Turns = OpeningTurns.For(_task.Description) };
        }
        catch (Exception exception) when (exception is InvalidDataException or SandboxException)
        {
            throw new EnvironmentException($"Task {task.Id} cannot be set: {exception.Message}", exception);
        }
    }

    public async Task<StepResult> StepAsync(Turn reply, CancellationToken cancellationToken)
    {
        var (_, _, shell) = Opened();
        var parsed = OperatingSystemReply.Parse(reply.Text);
        _rounds++;
        switch (parsed.Action)
        {
            case OperatingSystemAction.Bash:
                var output = await shell.RunAsync(parsed.Content!, cancellationToken);
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
        var (task, sandbox, _) = Opened();
        return new Grade
        {
            Reward = await IsSolvedAsync(task, sandbox, cancellationToken) ? 1 : 0,
            Metrics = ImmutableSortedDictionary<string, double>.Empty
                .Add("rounds", _rounds)
                .Add(Grade.InvalidReplies, _invalidReplies),
        };
    }

    public ValueTask DisposeAsync() => new(CloseAsync());

    // The paper's copy judges whatever ended the episode; a check that needs no answer can pass then.
    async Task<bool> IsSolvedAsync(OperatingSystemTask task, ISandbox sandbox, CancellationToken cancellationToken)
    {
        if (!_isFinished && settings.Profile != OperatingSystemProfile.Paper)
            return false;
        try
        {
            return await Judge.IsSolvedAsync(task, _answer, Runner(sandbox), cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or SandboxException)
        {
            throw new EnvironmentException($"The episode cannot be judged: {exception.Message}", exception);
        }
    }

    SandboxRequest Request(OperatingSystemTask task, string host) => new()
    {
        Image = settings.Image ?? (settings.Profile == OperatingSystemProfile.FunctionCalling ? task.LocalImage : null) ?? task.Image,
        HasNetwork = settings.HasNetwork,
        HostName = host,
        Limits = settings.Limits,
    };

    // The paper's copy goes on where an init script fails; the later editions give the task up.
    async Task InitializeAsync(OperatingSystemTask task, ISandbox sandbox, CancellationToken cancellationToken)
    {
        var runner = Runner(sandbox);
        for (var i = 0; i < task.Init.Length; i++)
        {
            var result = await runner.RunAsync(task.Init[i], [], cancellationToken);
            if (result is null or { IsTimedOut: true })
                throw new InvalidDataException(FormattableString.Invariant($"init script {i} {(result is null ? "cannot be started" : $"still ran after {settings.ScriptLimit.TotalSeconds} s")}."));
            if (result.ExitCode != 0 && settings.Profile != OperatingSystemProfile.Paper)
                throw new InvalidDataException(FormattableString.Invariant($"init script {i} ended with exit code {result.ExitCode}."));
        }
    }

    ScriptRunner Runner(ISandbox sandbox) => new(sandbox, settings.ScriptLimit, joinsErrors: settings.Profile != OperatingSystemProfile.FunctionCalling);

    async Task CloseAsync()
    {
        if (_shell is { } shell)
        {
            _shell = null;
            await shell.DisposeAsync();
        }

        if (_sandbox is { } sandbox)
        {
            _sandbox = null;
            await sandbox.DisposeAsync();
        }
    }

    (OperatingSystemTask Task, ISandbox Sandbox, ShellSession Shell) Opened() => _task is { } task && _sandbox is { } sandbox && _shell is { } shell
        ? (task, sandbox, shell)
        : throw new InvalidOperationException("The environment has no task yet: call ResetAsync first.");
}
