using System.Globalization;
using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Environments.Tests.Sandboxes;

/// <summary>Sandboxes that are kept ready are like those made when they are asked for.</summary>
public sealed class ReadySandboxTests
{
    [Fact]
    public async Task A_ready_sandbox_has_the_name_and_the_limits_that_were_asked_for()
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Namespaces, ready: 1);
        for (var i = 0; i < 3; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"machine-{i}");
            await using var sandbox = await provider.StartAsync(new() { HostName = name, Limits = new() { Processes = 40 + i } }, TestContext.Current.CancellationToken);

            var result = await sandbox.RunAsync("hostname; cat /etc/hostname; tail -1 /etc/hosts; uname -n; env | sort | cut -d= -f1 | tr '\\n' ' '; cat /proc/1/environ");

            Assert.Equal($"{name}\n{name}\n127.0.1.1\t{name}\n{name}\nHOME LANG PATH PWD SHLVL _ ", result.Text());
        }
    }

    [Fact]
    public async Task Nothing_of_one_sandbox_is_in_the_next()
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Namespaces, ready: 2);
        for (var i = 0; i < 4; i++)
        {
            await using var sandbox = await provider.StartAsync(new(), TestContext.Current.CancellationToken);

            var result = await sandbox.RunAsync("cat /srv/mark 2>/dev/null; echo mark > /srv/mark; ps -e --no-headers | wc -l");

            Assert.Equal("4\n", result.Text()); // init, bash, ps, wc
        }
    }

    [Fact]
    public async Task Whoever_gives_up_leaves_the_next_one_untouched()
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Namespaces, ready: 1);
        using var impatience = new CancellationTokenSource();
        var starting = provider.StartAsync(new(), impatience.Token);

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await starting);
        await using var sandbox = await provider.StartAsync(new() { HostName = "second" }, TestContext.Current.CancellationToken);
        Assert.Equal("second\n", (await sandbox.RunAsync("hostname")).Text());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("-f")]
    public async Task A_name_that_no_machine_can_have_is_refused(string name)
    {
        await using var provider = Sandboxes.Provider(SandboxProviders.Namespaces);

        var exception = await Assert.ThrowsAsync<SandboxException>(async () => await provider.StartAsync(new() { HostName = name }, TestContext.Current.CancellationToken));

        Assert.StartsWith($"'{name}' is no name of a machine", exception.Message, StringComparison.Ordinal);
    }
}
