using System.Collections.Concurrent;
using System.Diagnostics;
using AgentTuning.Environments.Sandboxes.Images;

namespace AgentTuning.Environments.Sandboxes.Namespaces;

/// <summary>Makes sandboxes of Linux namespaces on an overlay of an image; needs to be root of the machine.</summary>
/// <remarks>
/// A guard waits on a pipe that this process holds open and removes control groups when it ends, however it ends; the first process of each
/// sandbox waits on such a pipe too. No filter of system calls is installed: the kernel's whole interface is within reach of what runs inside.
/// </remarks>
sealed class NamespaceProvider : ISandboxProvider
{
    readonly SandboxImages _images;
    readonly TimeProvider _clock;
    readonly ControlGroups _groups;
    readonly Process? _guard;
    readonly ConcurrentDictionary<NamespaceSandbox, bool> _open = new();

    /// <exception cref="SandboxException">This machine cannot do it.</exception>
    public NamespaceProvider(SandboxImages images, TimeProvider clock)
    {
        if (NamespaceRequirements.Missing() is { } missing) throw new SandboxException(missing);
        _images = images;
        _clock = clock;
        _groups = ControlGroups.Find();
        if (_groups.Version == 0) return;
        _guard = BoundedProcess.Start(NamespaceSandbox.Host("/bin/sh", ["-c", SandboxScript.Read("Namespaces.guard.sh"), "sh", .. _groups.Folders]));
    }

    /// <inheritdoc/>
    public string Name => SandboxProviders.Namespaces;

    /// <inheritdoc/>
    public async ValueTask<ISandbox> StartAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        var image = _images.Find(request.Image);
        var limits = request.Limits;
        // What is written is kept in memory, and memory that only files fill kills every process.
        if (limits.DiskBytes > limits.MemoryBytes / 2)
            throw new SandboxException($"The disk of a sandbox is {limits.DiskBytes} bytes, expected at most half of its memory ({limits.MemoryBytes / 2}), where it is kept.");
        var launch = await NamespaceLaunch.StartAsync(image, request, _groups.Create(limits), _clock, cancellationToken);
        var sandbox = new NamespaceSandbox(launch, request.NeedsSetuid, _clock, closed => _open.TryRemove(closed, out _));
        _open[sandbox] = true;
        return sandbox;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var sandbox in _open.Keys) await sandbox.DisposeAsync();
        if (_guard is null) return;
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
    }
}
