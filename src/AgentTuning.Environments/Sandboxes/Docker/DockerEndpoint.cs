using System.Collections.Immutable;

namespace AgentTuning.Environments.Sandboxes.Docker;

/// <summary>Where the container engine listens.</summary>
static class DockerEndpoint
{
    const string Variable = "DOCKER_HOST";

    static readonly string[] Schemes = ["unix", "npipe", "tcp", "http", "https"];

    /// <summary>The setting's value, else <c>DOCKER_HOST</c>, else the first of the usual sockets of Docker and Podman that is there.</summary>
    /// <exception cref="SandboxException">There is none, or it is malformed; the message says what to do.</exception>
    public static Uri Find(string? setting, Func<string, string?> environment, Func<string, bool> exists)
    {
        if (setting is not null) return Parse(setting, "The setting 'docker-endpoint'");
        if (environment(Variable) is { Length: > 0 } variable) return Parse(variable, Variable);
        if (System.OperatingSystem.IsWindows()) return new("npipe://./pipe/docker_engine");
        var sockets = Sockets(environment);
        return sockets.FirstOrDefault(exists) is { } socket
            ? new("unix://" + socket)
            : throw new SandboxException(
                $"No container engine was found: {Variable} is not set, and there is no socket at {string.Join(", ", sockets)}. "
                + "Start Docker, or Podman's service (podman system service --time 0 unix:///run/podman/podman.sock), or name another: docker-endpoint=unix:///path/to.sock");
    }

    static ImmutableArray<string> Sockets(Func<string, string?> environment)
    {
        var sockets = ImmutableArray.Create("/var/run/docker.sock");
        if (environment("XDG_RUNTIME_DIR") is { Length: > 0 } runtime) sockets = sockets.Add($"{runtime}/docker.sock");
        if (environment("HOME") is { Length: > 0 } home) sockets = sockets.Add($"{home}/.docker/run/docker.sock");
        sockets = sockets.Add("/run/podman/podman.sock");
        return environment("XDG_RUNTIME_DIR") is { Length: > 0 } own ? sockets.Add($"{own}/podman/podman.sock") : sockets;
    }

    static Uri Parse(string text, string source)
    {
        if (text.StartsWith('/')) text = "unix://" + text;
        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && Schemes.Contains(endpoint.Scheme, StringComparer.Ordinal)
            ? endpoint
            : throw new SandboxException($"{source} is '{text}', expected an address such as unix:///var/run/docker.sock or tcp://localhost:2375.");
    }
}
