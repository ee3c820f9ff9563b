using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AgentTuning.Environments.Sandboxes.Images;

namespace AgentTuning.Environments.Sandboxes.Namespaces;

/// <summary>Makes sandboxes of Linux namespaces on an overlay of an image; needs to be root of the machine.</summary>
/// <remarks>
/// A guard waits on a pipe that this process holds open and removes control groups when it ends, however it ends; the first process of each
/// sandbox waits on such a pipe too. No filter of system calls is installed: the kernel's whole interface is within reach of what runs inside.
/// </remarks>
sealed partial class NamespaceProvider : ISandboxProvider
{
    static readonly string LaunchScript = EmbeddedText.Read("Sandboxes/Namespaces/launch.sh");
    static readonly string InnerScript = EmbeddedText.Read("Sandboxes/Namespaces/inner.sh");
    static readonly string SetupScript = EmbeddedText.Read("Sandboxes/Namespaces/setup.sh") + EmbeddedText.Read("Sandboxes/become-init.sh");
    static readonly string InitScript = EmbeddedText.Read("Sandboxes/Namespaces/init.sh");

    readonly ImagesInUse _images;
    readonly TimeProvider _clock;
    readonly ControlGroups _groups;
    readonly ReadyLaunches _ready;
    readonly Process? _guard;
    readonly ConcurrentDictionary<NamespaceSandbox, bool> _open = new();

    /// <param name="images">Where images lie.</param>
    /// <param name="ready">Sandboxes of each kind that are kept ready.</param>
    /// <param name="clock">Measures time limits.</param>
    /// <param name="groups">The control groups; found where null.</param>
    /// <exception cref="SandboxException">This machine cannot do it.</exception>
    public NamespaceProvider(SandboxImages images, int ready, TimeProvider clock, ControlGroups? groups = null)
    {
        if (NamespaceRequirements.Missing() is { } missing) throw new SandboxException(missing);
        _images = new(images);
        _clock = clock;
        _groups = groups ?? ControlGroups.Find();
        _ready = new((kind, stop) => StartAsync(kind, _groups.Create(kind.Limits), stop), ready);
        if (_groups.Version == 0) return;
        _guard = BoundedProcess.Start(NamespaceSandbox.Host(["/bin/sh", "-c", EmbeddedText.Read("Sandboxes/Namespaces/guard.sh"), "sh", .. _groups.Folders]));
    }

    /// <inheritdoc/>
    public string Name => SandboxProviders.Namespaces;

    /// <inheritdoc/>
    public async ValueTask<ISandbox> StartAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        var image = _images.Take(request.Image);
        var limits = request.Limits;
        // What is written is kept in memory, and memory that only files fill kills every process.
        if (limits.DiskBytes > limits.MemoryBytes / 2)
            throw new SandboxException($"The disk of a sandbox is {limits.DiskBytes} bytes, expected at most half of its memory ({limits.MemoryBytes / 2}), where it is kept.");
        RequireName(request.HostName);
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
        // Where no group holds them together, each program has the limits alone.
        var sandbox = new NamespaceSandbox(launch, new([], IsRoot: true, request.NeedsSetuid, _groups.Version == 0 ? limits : null), _clock, closed => _open.TryRemove(closed, out _));
        _open[sandbox] = true;
        return sandbox;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ready.DisposeAsync();
        foreach (var sandbox in _open.Keys) await sandbox.DisposeAsync();
        _images.Dispose();
        if (_guard is null) return;
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        BoundedProcess.Close(_guard);
    }

    /// <summary>Refuses what is no name of a machine.</summary>
    /// <exception cref="SandboxException">It is none.</exception>
    public static void RequireName(string name)
    {
        if (!HostName().IsMatch(name)) throw new SandboxException($"'{name}' is no name of a machine, expected up to 63 letters, digits, points and hyphens.");
    }

    Task<NamespaceLaunch> StartAsync(LaunchKind kind, ControlGroup group, CancellationToken cancellationToken)
    {
        var start = NamespaceSandbox.Host(
        [
            "unshare", "-m", "/bin/sh", "-c", LaunchScript, "sh", kind.Folder, kind.Limits.DiskBytes.ToString(CultureInfo.InvariantCulture),
            InnerScript, SetupScript, InitScript, kind.HasNetwork ? "shared" : "private", .. group.Folders,
        ]);
        return NamespaceLaunch.StartAsync(start, mapsIds: true, group, _clock, cancellationToken);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]{0,62}\z")]
    private static partial Regex HostName();
}
