using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Sandboxes.Docker;

namespace AgentTuning.Environments.Tests.Sandboxes.Docker;

public sealed class DockerEndpointTests
{
    [Theory]
    [InlineData("tcp://build:2375", "unix:///ignored.sock", "tcp://build:2375/")]
    [InlineData("/run/my.sock", null, "unix:///run/my.sock")]
    [InlineData(null, "unix:///run/podman/podman.sock", "unix:///run/podman/podman.sock")]
    public void The_setting_comes_before_the_variable(string? setting, string? variable, string expected) =>
        Assert.Equal(expected, DockerEndpoint.Find(setting, name => name == "DOCKER_HOST" ? variable : null, _ => false).ToString());

    [Theory]
    [InlineData("/var/run/docker.sock", "unix:///var/run/docker.sock")]
    [InlineData("/run/user/7/docker.sock", "unix:///run/user/7/docker.sock")]
    [InlineData("/home/me/.docker/run/docker.sock", "unix:///home/me/.docker/run/docker.sock")]
    [InlineData("/run/podman/podman.sock", "unix:///run/podman/podman.sock")]
    [InlineData("/run/user/7/podman/podman.sock", "unix:///run/user/7/podman/podman.sock")]
    public void The_usual_sockets_are_tried(string socket, string expected)
    {
        Assert.SkipWhen(System.OperatingSystem.IsWindows(), "Windows has a named pipe.");
        Assert.Equal(expected, DockerEndpoint.Find(null, Environment, path => path == socket).ToString());
    }

    [Fact]
    public void Without_an_engine_the_message_says_where_it_was_sought()
    {
        Assert.SkipWhen(System.OperatingSystem.IsWindows(), "Windows has a named pipe.");
        var exception = Assert.Throws<SandboxException>(() => DockerEndpoint.Find(null, Environment, _ => false));

        Assert.StartsWith("No container engine was found: DOCKER_HOST is not set, and there is no socket at /var/run/docker.sock, /run/user/7/docker.sock,", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssh://me@there")]
    [InlineData("docker")]
    [InlineData("")]
    public void An_address_that_cannot_be_used_is_refused(string address)
    {
        var exception = Assert.Throws<SandboxException>(() => DockerEndpoint.Find(address, _ => null, _ => true));

        Assert.Equal($"The setting 'docker-endpoint' is '{address}', expected an address such as unix:///var/run/docker.sock or tcp://localhost:2375.", exception.Message);
    }

    static string? Environment(string name) => name switch { "XDG_RUNTIME_DIR" => "/run/user/7", "HOME" => "/home/me", _ => null };
}
