using AgentTuning.Environments.OperatingSystem.Judging;
using AgentTuning.Environments.OperatingSystem.Shell;
using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>The machine of one task: initialized, with the agent's shell open and the start script typed.</summary>
sealed class Machine : IAsyncDisposable
{
    readonly ISandbox _sandbox;

    Machine(ISandbox sandbox, ShellSession shell, ScriptRunner runner) => (_sandbox, Shell, Runner) = (sandbox, shell, runner);

    /// <summary>The agent's shell.</summary>
    public ShellSession Shell { get; }

    /// <summary>Runs scripts beside the shell.</summary>
    public ScriptRunner Runner { get; }

    /// <summary>Starts the machine of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="hostName">Its name inside.</param>
    /// <param name="sandboxes">Where it comes from.</param>
    /// <param name="settings">The user's choices, with the clock that the shell is listened to by.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">An init script cannot be run.</exception>
    /// <exception cref="SandboxException">There is no machine to be had.</exception>
    public static async Task<Machine> StartAsync(
        OperatingSystemTask task, string hostName, ISandboxProvider sandboxes, OperatingSystemSettings settings, CancellationToken cancellationToken)
    {
        var sandbox = await sandboxes.StartAsync(Request(task, hostName, settings), cancellationToken);
        var isKept = false;
        try
        {
            var runner = new ScriptRunner(sandbox, settings.ScriptLimit);
            await InitializeAsync(task, runner, settings, cancellationToken);
            var shell = await ShellSession.OpenAsync(sandbox, hostName, settings.Shell, settings.Clock, cancellationToken);
            if (task.Start is { } start)
                await shell.RunAsync(start.Code, cancellationToken);
            isKept = true;
            return new Machine(sandbox, shell, runner);
        }
        finally
        {
            if (!isKept)
                await sandbox.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Shell.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    static SandboxRequest Request(OperatingSystemTask task, string hostName, OperatingSystemSettings settings) => new()
    {
        Image = settings.Image ?? (settings.Profile == OperatingSystemProfile.FunctionCalling ? task.LocalImage : null) ?? task.Image,
        NeedsSetuid = !settings.HasRootOnly || UserWords.Concern(task),
        HasNetwork = settings.HasNetwork,
        HostName = hostName,
        Limits = settings.Limits,
    };

    // The paper's copy goes on where an init script fails; the later editions give the task up.
    static async Task InitializeAsync(OperatingSystemTask task, ScriptRunner runner, OperatingSystemSettings settings, CancellationToken cancellationToken)
    {
        for (var i = 0; i < task.Init.Length; i++)
        {
            var result = await runner.RunAsync(task.Init[i], [], cancellationToken);
            if (result is null)
                throw new InvalidDataException(FormattableString.Invariant($"init script {i} cannot be started."));
            if (result.IsTimedOut)
                throw new InvalidDataException(FormattableString.Invariant($"init script {i} still ran after {settings.ScriptLimit.TotalSeconds} s."));
            if (result.ExitCode != 0 && settings.Profile != OperatingSystemProfile.Paper)
                throw new InvalidDataException(FormattableString.Invariant($"init script {i} ended with exit code {result.ExitCode}."));
        }
    }
}
