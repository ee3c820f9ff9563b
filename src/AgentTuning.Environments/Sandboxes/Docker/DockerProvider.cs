using System.Collections.Concurrent;
using System.Globalization;
using AgentTuning.Environments.Sandboxes.Images;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace AgentTuning.Environments.Sandboxes.Docker;

/// <summary>Makes sandboxes that are containers, by the Docker Engine API of Docker or Podman.</summary>
/// <remarks>
/// The first process of each container reads what this process holds open, and the engine removes containers that end: a tool that is killed takes its containers along.
/// What is left nevertheless is found by its labels when the next provider starts.
/// </remarks>
sealed class DockerProvider : ISandboxProvider
{
    const long SharedMemoryBytes = 16 << 20;
    const int OpenFiles = 1024;
    const int ProcessesOfUser = 4096;
    const double NanosecondsPerSecond = 1e9;

    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);
    static readonly string InitScript = EmbeddedText.Read("Sandboxes/Docker/init.sh");

    // Those of the other providers, which are also the engine's own.
    static readonly string[] Capabilities =
    [
        "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP", "NET_BIND_SERVICE", "NET_RAW", "SYS_CHROOT", "MKNOD", "AUDIT_WRITE", "SETFCAP",
    ];

    readonly Uri _endpoint;
    readonly DockerClient _client;
    readonly DockerImages _images;
    readonly TimeProvider _clock;
    readonly ConcurrentDictionary<DockerSandbox, bool> _open = new();
    volatile bool _isReady;
    volatile bool _hasNoQuota;

    /// <param name="images">The tool's.</param>
    /// <param name="endpoint">Where the engine listens.</param>
    /// <param name="clock">Measures time limits.</param>
    public DockerProvider(SandboxImages images, Uri endpoint, TimeProvider clock)
    {
        _endpoint = endpoint;
        _client = new DockerClientBuilder().WithEndpoint(endpoint).Build();
        _images = new(_client, images);
        _clock = clock;
    }

    /// <inheritdoc/>
    public string Name => SandboxProviders.Docker;

    /// <inheritdoc/>
    public async ValueTask<ISandbox> StartAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (!_isReady) await PrepareAsync(cancellationToken);
            var image = await _images.FindAsync(request.Image, cancellationToken);
            return await StartAsync(image, request, cancellationToken);
        }
        catch (Exception exception) when (DockerFault.Is(exception))
        {
            throw new SandboxException($"The container engine at {_endpoint} made no sandbox: {DockerFault.Message(exception)}", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SandboxException($"The container engine at {_endpoint} did not answer in time. Is it overloaded?", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var sandbox in _open.Keys) await sandbox.DisposeAsync();
        _images.Dispose();
        _client.Dispose();
    }

    /// <summary>What keeps the engine from making a sandbox of an image; null where nothing does.</summary>
    public async Task<string?> FindFaultAsync(string image, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, _clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _client.System.PingAsync(stop.Token);
            return await _images.FindFaultAsync(image, stop.Token);
        }
        catch (Exception exception) when (DockerFault.Is(exception))
        {
            return $"The container engine at {_endpoint} does not answer: {DockerFault.Message(exception)}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"The container engine at {_endpoint} did not answer within {AnswerLimit.TotalSeconds} seconds.";
        }
    }

    async Task<ISandbox> StartAsync(string image, SandboxRequest request, CancellationToken cancellationToken)
    {
        var created = await CreateAsync(Parameters(image, request), request.Limits.DiskBytes, cancellationToken);
        MultiplexedStream? leash = null;
        try
        {
            leash = await _client.Containers.AttachContainerAsync(created.ID, new() { Stream = true, Stdin = true }, cancellationToken);
            await _client.Containers.StartContainerAsync(created.ID, new(), cancellationToken);
        }
        catch
        {
            await DockerSandbox.RemoveAsync(_client, created.ID, _clock);
            leash?.Dispose();
            throw;
        }
        var sandbox = new DockerSandbox(_client, created.ID, leash, _clock, closed => _open.TryRemove(closed, out _));
        _open[sandbox] = true;
        return sandbox;
    }

    // Few kinds of storage can limit a container's disk; where this engine's cannot, the size of each file is limited.
    async Task<CreateContainerResponse> CreateAsync(CreateContainerParameters parameters, long diskBytes, CancellationToken cancellationToken)
    {
        if (!_hasNoQuota)
            try
            {
                parameters.HostConfig!.StorageOpt = new Dictionary<string, string>(StringComparer.Ordinal) { ["size"] = diskBytes.ToString(CultureInfo.InvariantCulture) };
                return await _client.Containers.CreateContainerAsync(parameters, cancellationToken);
            }
            catch (DockerApiException exception) when (!DockerFault.IsGone(exception))
            {
                parameters.HostConfig!.StorageOpt = null; // if this is why
            }
        var created = await _client.Containers.CreateContainerAsync(parameters, cancellationToken);
        _hasNoQuota = true;
        return created;
    }

    static CreateContainerParameters Parameters(string image, SandboxRequest request) => new()
    {
        Image = image,
        Hostname = request.HostName,
        Entrypoint = ["/bin/bash", "--noprofile", "--norc", "-c", InitScript, "init"],
        Cmd = [],
        User = "0",
        WorkingDir = "/",
        OpenStdin = true,
        StdinOnce = true,
        AttachStdin = true,
        Env = ["LANG=C.UTF-8"],
        Labels = DockerOwner.Current.ToLabels(),
        HostConfig = new()
        {
            AutoRemove = true,
            NetworkMode = request.HasNetwork ? "bridge" : "none",
            Memory = request.Limits.MemoryBytes,
            MemorySwap = request.Limits.MemoryBytes,
            PidsLimit = request.Limits.Processes,
            NanoCPUs = (long)(request.Limits.Processors * NanosecondsPerSecond),
            ShmSize = SharedMemoryBytes,
            CapDrop = ["ALL"],
            CapAdd = Capabilities,
            SecurityOpt = request.NeedsSetuid ? [] : ["no-new-privileges"],
            // An engine that may not raise limits cannot give its usual ones.
            Ulimits = [Limit("nofile", OpenFiles), Limit("nproc", ProcessesOfUser), Limit("fsize", request.Limits.DiskBytes), Limit("core", 0)],
            LogConfig = new() { Type = "none" },
        },
    };

    static Ulimit Limit(string name, long value) => new() { Name = name, Soft = value, Hard = value };

    // Removes what tools that were killed have left.
    async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var filter = new Dictionary<string, IDictionary<string, bool>>(StringComparer.Ordinal)
        {
            ["label"] = new Dictionary<string, bool>(StringComparer.Ordinal) { [DockerOwner.MachineLabel] = true },
        };
        foreach (var container in await _client.Containers.ListContainersAsync(new() { All = true, Filters = filter }, cancellationToken))
            if (container.Labels is { } labels && DockerOwner.FromLabels(labels) is { } owner && owner.IsGone(DockerOwner.Current))
                await DockerSandbox.RemoveAsync(_client, container.ID, _clock);
        _isReady = true;
    }
}
