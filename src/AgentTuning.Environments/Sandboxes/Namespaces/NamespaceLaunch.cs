using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AgentTuning.Environments.Sandboxes.Namespaces;

/// <summary>The namespaces of a sandbox: they live as long as their first process, and that as long as this.</summary>
sealed class NamespaceLaunch : IAsyncDisposable
{
    const int MaxMessageBytes = 1 << 14;

    static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    readonly Process _process;
    readonly TimeProvider _clock;

    NamespaceLaunch(Process process, int initId, ControlGroup group, TimeProvider clock)
    {
        _process = process;
        _clock = clock;
        InitId = initId;
        Group = group;
    }

    /// <summary>The process id outside of the first process inside.</summary>
    public int InitId { get; }

    /// <summary>Limits everything inside.</summary>
    public ControlGroup Group { get; }

    /// <summary>True where the first process is gone, and all with it.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Makes file system and namespaces, up to the name of the machine.</summary>
    /// <param name="start">Prints "mapping" and the process id of what is to be init, waits for a line, and prints "ready".</param>
    /// <param name="mapsIds">True where the ids of its user namespace are to be mapped, which root of the machine may.</param>
    /// <param name="group">Limits everything inside.</param>
    /// <param name="clock">Measures the start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SandboxException">The machine does not let it be; the message has what its programs said.</exception>
    public static async Task<NamespaceLaunch> StartAsync(ProcessStartInfo start, bool mapsIds, ControlGroup group, TimeProvider clock, CancellationToken cancellationToken)
    {
        Process? process = null;
        try
        {
            process = BoundedProcess.Start(start);
            var id = int.Parse(await ReadAsync(process, "mapping ", clock, cancellationToken), CultureInfo.InvariantCulture);
            if (mapsIds) MapIds(id);
            await SayAsync(process, "mapped", cancellationToken);
            await ReadAsync(process, "ready", clock, cancellationToken);
            return new(process, id, group, clock);
        }
        catch
        {
            await EndAsync(process);
            group.Dispose();
            throw;
        }
    }

    /// <summary>Gives the machine its name, once, before anything runs in it.</summary>
    /// <exception cref="SandboxException">The sandbox is gone.</exception>
    public async Task NameAsync(string name, CancellationToken cancellationToken)
    {
        await SayAsync(_process, name, cancellationToken);
        await ReadAsync(_process, "named", _clock, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(_process);
        Group.Dispose();
    }

    // Ids 0 to 65535 inside are 100000 to 165535 outside: root inside is nobody outside, and owns nothing under /proc/sys.
    static void MapIds(int process)
    {
        try
        {
            foreach (var file in (string[])["uid_map", "gid_map"])
                File.WriteAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}"), "0 100000 65536\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException($"The ids of a sandbox could not be mapped: {exception.Message} 'agenttuning doctor' says what this machine lacks.", exception);
        }
    }

    static async Task SayAsync(Process process, string line, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(string.Concat(line, "\n").AsMemory(), cancellationToken);
            await process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            // Reading says why.
        }
    }

    static async Task<string> ReadAsync(Process process, string expected, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(StartTimeout, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        string? line;
        try
        {
            line = await process.StandardOutput.ReadLineAsync(stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SandboxException($"A sandbox did not start within {StartTimeout.TotalSeconds} seconds. Is the machine overloaded?");
        }
        if (line is not null && line.StartsWith(expected, StringComparison.Ordinal)) return line[expected.Length..];
        var error = new BoundedOutput(process.StandardError.BaseStream, MaxMessageBytes, stop.Token);
        await error.Completion;
        throw new SandboxException($"A sandbox could not be made: {Encoding.UTF8.GetString(error.ToArray()).Trim()} 'agenttuning doctor' says what this machine lacks.");
    }

    // The launcher's death is that of its child, the first process inside.
    static async Task EndAsync(Process? process)
    {
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        BoundedProcess.Close(process);
    }
}
