using Docker.DotNet;
using Docker.DotNet.Models;

namespace AgentTuning.Environments.Sandboxes.Docker;

/// <summary>A sandbox that is a container.</summary>
sealed class DockerSandbox : ISandbox
{
    const int RemoveTries = 5;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    readonly DockerClient _client;
    readonly MultiplexedStream _leash;
    readonly DockerExec _exec;
    readonly TimeProvider _clock;
    readonly Action<DockerSandbox> _onClose;
    int _isClosed;

    /// <param name="client">The engine.</param>
    /// <param name="id">The container's id.</param>
    /// <param name="leash">The first process's input: where it ends, the container does.</param>
    /// <param name="clock">Measures time limits.</param>
    /// <param name="onClose">Told once.</param>
    public DockerSandbox(DockerClient client, string id, MultiplexedStream leash, TimeProvider clock, Action<DockerSandbox> onClose)
    {
        (_client, Id, _leash, _clock, _onClose) = (client, id, leash, clock, onClose);
        _exec = new(client, id, clock);
    }

    /// <summary>The container's id.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public async Task<SandboxResult> ExecuteAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        RequireOpen();
        try
        {
            return await _exec.RunAsync(command, cancellationToken);
        }
        catch (Exception exception) when (DockerFault.Is(exception))
        {
            await RequireAliveAsync(exception, cancellationToken);
            return DockerExec.Refused(exception);
        }
    }

    /// <inheritdoc/>
    public async Task<ISandboxTerminal> OpenTerminalAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        RequireOpen();
        try
        {
            return await _exec.OpenAsync(command, cancellationToken);
        }
        catch (Exception exception) when (DockerFault.Is(exception))
        {
            throw new SandboxException($"The container engine gives no terminal: {DockerFault.Message(exception)}", exception);
        }
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
        await RemoveAsync(_client, Id, _clock);
        _leash.Dispose();
        _onClose(this);
    }

    /// <summary>Ends and removes a container; one that cannot be removed now is found by its labels at the next start.</summary>
    public static async Task RemoveAsync(DockerClient client, string id, TimeProvider clock)
    {
        for (var i = 0; i < RemoveTries; i++)
            try
            {
                await client.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, CancellationToken.None);
                return;
            }
            catch (Exception exception) when (DockerFault.IsGone(exception))
            {
                return;
            }
            catch (Exception exception) when (DockerFault.Is(exception))
            {
                await Task.Delay(Pause, clock, CancellationToken.None);
            }
    }

    void RequireOpen()
    {
        if (_isClosed != 0) throw new SandboxException("The sandbox is closed.");
    }

    async Task RequireAliveAsync(Exception fault, CancellationToken cancellationToken)
    {
        RequireOpen();
        try
        {
            if ((await _client.Containers.InspectContainerAsync(Id, cancellationToken)).State is { Running: true }) return;
        }
        catch (Exception exception) when (DockerFault.Is(exception))
        {
            throw new SandboxException($"The container engine does not answer for the sandbox: {DockerFault.Message(exception)}", exception);
        }
        throw new SandboxException($"The sandbox has ended: {DockerFault.Message(fault)}", fault);
    }
}
