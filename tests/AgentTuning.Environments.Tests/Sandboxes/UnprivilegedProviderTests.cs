using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Sandboxes.Images;
using AgentTuning.Environments.Sandboxes.Unprivileged;

namespace AgentTuning.Environments.Tests.Sandboxes;

/// <summary>What sandboxes of a user who is not root are, and what they refuse. The contract and the attacks are tested with those of all providers.</summary>
public sealed class UnprivilegedProviderTests
{
    [Fact]
    public async Task What_needs_users_is_refused_with_the_reason()
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Unprivileged);

        var exception = await Assert.ThrowsAsync<SandboxException>(async () => await provider.StartAsync(new() { NeedsSetuid = true }, TestContext.Current.CancellationToken));

        Assert.Contains("knows one user only", exception.Message, StringComparison.Ordinal);
        Assert.Contains("--engine docker", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Root_is_refused_for_its_sandboxes_would_be_root_s()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root is refused.");

        var exception = Assert.Throws<SandboxException>(() => new UnprivilegedProvider(new SandboxImages("/nowhere"), "/nowhere", ready: 0, TimeProvider.System, []));

        Assert.Contains("not root", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_inside_is_the_user_outside_and_no_other_user_can_be_made()
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Unprivileged);
        await using var sandbox = await provider.StartAsync(Sandboxes.Request(SandboxProviders.Unprivileged), TestContext.Current.CancellationToken);

        var result = await sandbox.RunAsync("id -u; cat /proc/self/uid_map | tr -s ' '; touch /srv/f; chown 5 /srv/f 2> /dev/null || echo no owners; su games -s /bin/sh -c true 2> /dev/null || echo no users; ls /root/.bashrc; cat /etc/shadow 2> /dev/null; grep -c NoNewPrivs:.1 /proc/self/status");

        Assert.Equal("0\n 0 12345 1\nno owners\nno users\n/root/.bashrc\n1\n", result.Text());
    }

    [Fact]
    public async Task Ready_ones_have_the_name_that_was_asked_for()
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Unprivileged, ready: 1);
        foreach (var name in (string[])["first", "second"])
        {
            await using var sandbox = await provider.StartAsync(new() { NeedsSetuid = false, HostName = name }, TestContext.Current.CancellationToken);

            Assert.Equal($"{name}\n{name}\n", (await sandbox.RunAsync("hostname; cat /etc/hostname")).Text());
        }
    }
}
