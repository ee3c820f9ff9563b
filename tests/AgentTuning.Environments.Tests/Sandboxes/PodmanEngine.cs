using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Tests.Sandboxes;

[assembly: AssemblyFixture(typeof(PodmanEngine))]

namespace AgentTuning.Environments.Tests.Sandboxes;

/// <summary>A container engine for the tests: the one that <c>DOCKER_HOST</c> names, else a service of Podman, started once and ended with the tests.</summary>
public sealed class PodmanEngine : IDisposable
{
    static readonly Lazy<PodmanServer> Started = new(PodmanServer.Start);

    /// <summary>Where it listens.</summary>
    /// <exception cref="SandboxException">It cannot be started on this machine.</exception>
    public static string Endpoint => Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? host : Started.Value.Endpoint;

    public void Dispose()
    {
        if (Started.IsValueCreated) Started.Value.Dispose();
    }
}
