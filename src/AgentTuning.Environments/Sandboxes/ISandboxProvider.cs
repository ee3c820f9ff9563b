namespace AgentTuning.Environments.Sandboxes;

/// <summary>Makes sandboxes in one way: Linux namespaces, an unprivileged user's namespaces, a container engine.</summary>
/// <remarks>Safe for several callers at once. Disposing ends every sandbox that is still open and everything that was kept ready.</remarks>
public interface ISandboxProvider : IAsyncDisposable
{
    /// <summary>The name that users choose it by, such as <c>namespaces</c>.</summary>
    string Name { get; }

    /// <summary>Starts a sandbox.</summary>
    /// <exception cref="SandboxException">The provider cannot do what is asked, or the image is missing; the message says what to do.</exception>
    ValueTask<ISandbox> StartAsync(SandboxRequest request, CancellationToken cancellationToken);
}
