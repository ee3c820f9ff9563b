using System.Diagnostics;
using System.Globalization;

namespace AgentTuning.Environments.Sandboxes.Namespaces;

/// <summary>A sandbox of Linux namespaces. Every program has its own streams: nothing inside can speak for another.</summary>
sealed class NamespaceSandbox : ISandbox
{
    static readonly string EnterScript = EmbeddedText.Read("Sandboxes/Namespaces/enter.sh");

    readonly NamespaceLaunch _launch;
    readonly NamespaceEntry _entry;
    readonly TimeProvider _clock;
    readonly Action<NamespaceSandbox> _onClose;
    int _isClosed;

    /// <param name="launch">Its namespaces.</param>
    /// <param name="entry">How programs go into them.</param>
    /// <param name="clock">Measures time limits.</param>
    /// <param name="onClose">Told once.</param>
    public NamespaceSandbox(NamespaceLaunch launch, NamespaceEntry entry, TimeProvider clock, Action<NamespaceSandbox> onClose)
    {
        _launch = launch;
        _entry = entry;
        _clock = clock;
        _onClose = onClose;
    }

    /// <summary>Memory in use; null where this machine does not count it.</summary>
    public long? MemoryBytes => _launch.Group.MemoryBytes;

    /// <inheritdoc/>
    public async Task<SandboxResult> ExecuteAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        RequireAlive();
        var result = await BoundedProcess.RunAsync(Enter(command), command, _clock, cancellationToken);
        RequireAlive();
        return result;
    }

    /// <inheritdoc/>
    public Task<ISandboxTerminal> OpenTerminalAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RequireAlive();
        var start = Enter(ProcessTerminal.OnTerminal(command));
        start.Environment["TERM"] = ProcessTerminal.Kind;
        return Task.FromResult<ISandboxTerminal>(new ProcessTerminal(BoundedProcess.Start(start)));
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadFileAsync(string path, int maxBytes, CancellationToken cancellationToken) => SandboxFiles.ReadAsync(this, path, maxBytes, cancellationToken);

    /// <inheritdoc/>
    public Task WriteFileAsync(string path, ReadOnlyMemory<byte> content, UnixFileMode mode, CancellationToken cancellationToken) =>
        SandboxFiles.WriteAsync(this, path, content, mode, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0) return;
        await _launch.DisposeAsync();
        _onClose(this);
    }

    ProcessStartInfo Enter(SandboxCommand command)
    {
        var start = Host(
        [
            .. _entry.Runner, "/bin/sh", "-c", EnterScript, "sh", _launch.InitId.ToString(CultureInfo.InvariantCulture), _entry.HasSetuid ? "yes" : "no", _entry.IsRoot ? "yes" : "no",
            _entry.ProgramLimits?.Processes.ToString(CultureInfo.InvariantCulture) ?? "-", _entry.ProgramLimits?.MemoryBytes.ToString(CultureInfo.InvariantCulture) ?? "-",
        ]);
        foreach (var argument in _launch.Group.Folders.Append("--")) start.ArgumentList.Add(argument);
        if (command.WorkingDirectory != "/")
            foreach (var argument in (string[])["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", command.WorkingDirectory]) start.ArgumentList.Add(argument);
        foreach (var argument in command.Arguments) start.ArgumentList.Add(argument);
        start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["HOME"] = "/root";
        start.Environment["LANG"] = "C.UTF-8";
        return start;
    }

    /// <summary>A program of the machine with nothing of the tool's environment, which may hold keys.</summary>
    internal static ProcessStartInfo Host(params IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = "/" };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
        return start;
    }

    void RequireAlive()
    {
        if (_isClosed != 0) throw new SandboxException("The sandbox is closed.");
        if (_launch.HasEnded) throw new SandboxException("The sandbox has ended: its first process is gone.");
    }
}
