using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Environments.Sandboxes.Images;
using AgentTuning.Environments.Sandboxes.Namespaces;

namespace AgentTuning.Environments.Sandboxes.Unprivileged;

/// <summary>Makes sandboxes of Linux namespaces for a user who is not root. They know one user, root inside, who is that user outside.</summary>
/// <remarks>What needs other users, owners or programs with the setuid bit cannot be done honestly, and is refused. There are no control groups: limits hold for each program.</remarks>
sealed class UnprivilegedProvider : ISandboxProvider
{
    static readonly string LaunchScript = EmbeddedText.Read("Sandboxes/Unprivileged/launch.sh") + EmbeddedText.Read("Sandboxes/become-init.sh");
    static readonly string InitScript = EmbeddedText.Read("Sandboxes/Namespaces/init.sh");

    readonly UnprivilegedImages _images;
    readonly ImmutableArray<string> _runner;
    readonly TimeProvider _clock;
    readonly ReadyLaunches _ready;
    readonly ConcurrentDictionary<NamespaceSandbox, bool> _open = new();

    /// <param name="images">Those that root has made.</param>
    /// <param name="copies">Where the user's copies of them go.</param>
    /// <param name="ready">Sandboxes of each kind that are kept ready.</param>
    /// <param name="clock">Measures time limits.</param>
    /// <param name="runner">A command that makes the program behind it another user's; empty for the tool's own user.</param>
    /// <exception cref="SandboxException">This machine cannot do it.</exception>
    public UnprivilegedProvider(SandboxImages images, string copies, int ready, TimeProvider clock, ImmutableArray<string> runner)
    {
        if (UnprivilegedRequirements.Missing(Environment.IsPrivilegedProcess && runner.IsEmpty) is { } missing) throw new SandboxException(missing);
        _images = new(images, copies, runner);
        _runner = runner;
        _clock = clock;
        _ready = new((kind, stop) => NamespaceLaunch.StartAsync(Launch(kind), mapsIds: false, new ControlGroup([]), clock, stop), ready);
    }

    /// <inheritdoc/>
    public string Name => SandboxProviders.Unprivileged;

    /// <inheritdoc/>
    public async ValueTask<ISandbox> StartAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        if (request.NeedsSetuid)
            throw new SandboxException("This needs several users, owners of files, sudo or su, and a sandbox of a user who is not root knows one user only. Run the tool as root, or choose a container engine (--engine docker).");
        NamespaceProvider.RequireName(request.HostName);
        var image = await _images.FindAsync(request.Image, cancellationToken);
        var launch = await _ready.TakeAsync(LaunchKind.Of(image, request), cancellationToken);
        try
        {
            await launch.NameAsync(request.HostName, cancellationToken);
        }
        catch
        {
            await launch.DisposeAsync();
            throw;
        }
        var sandbox = new NamespaceSandbox(launch, new(_runner, IsRoot: false, HasSetuid: false, request.Limits), _clock, closed => _open.TryRemove(closed, out _));
        _open[sandbox] = true;
        return sandbox;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ready.DisposeAsync();
        foreach (var sandbox in _open.Keys) await sandbox.DisposeAsync();
        _images.Dispose();
    }

    System.Diagnostics.ProcessStartInfo Launch(LaunchKind kind) => NamespaceSandbox.Host(
    [
        .. _runner, "unshare", "--user", "--map-root-user", "--mount", "--pid", .. (ReadOnlySpan<string>)(kind.HasNetwork ? [] : ["--net"]), "--ipc", "--uts", "--cgroup", "--fork", "--kill-child",
        "/bin/sh", "-c", LaunchScript, "sh", kind.Folder, Path.Combine(kind.Folder, "tools"), kind.Limits.DiskBytes.ToString(CultureInfo.InvariantCulture), InitScript,
    ]);
}
