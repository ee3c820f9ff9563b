using System.Globalization;
using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Environments.Tests.Sandboxes;

/// <summary>Many sandboxes leave nothing behind.</summary>
[Collection(AloneTests.Name)]
public sealed class SandboxLeakTests
{
    const int Episodes = 32;

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Nothing_is_left_of_many_sandboxes(int ready)
    {
        await using (var first = Sandboxes.Provider(SandboxProviders.Namespaces, ready)) await PlayAsync(first, 4); // what is loaded once
        var (mounts, descriptors, groups) = (Mounts(), Descriptors(), Groups());

        await using (var provider = Sandboxes.Provider(SandboxProviders.Namespaces, ready)) await PlayAsync(provider, Episodes);

        Assert.Equal((mounts, groups), (Mounts(), Groups()));
        Assert.InRange(Descriptors(), 0, descriptors + 8); // a sandbox that kept one would leave 32
    }

    static Task PlayAsync(ISandboxProvider provider, int episodes) => Parallel.ForAsync(0, episodes, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, cancellationToken) =>
    {
        await using var sandbox = await provider.StartAsync(new(), cancellationToken);
        await using var terminal = await sandbox.OpenTerminalAsync(new() { Arguments = ["bash", "--login"] }, cancellationToken);
        await terminal.WriteAsync("setsid nohup sleep 1000 &\n"u8.ToArray(), cancellationToken);
        var result = await sandbox.ExecuteAsync(SandboxCommand.Bash(string.Create(CultureInfo.InvariantCulture, $"echo {i}; (setsid sleep 1000 &)")), cancellationToken);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{i}\n"), result.Text());
    });

    // Others may mount and unmount meanwhile.
    static int Mounts() => File.ReadAllLines("/proc/self/mountinfo").Count(line => line.Contains("agenttuning", StringComparison.Ordinal));

    static int Descriptors() => Directory.GetFiles("/proc/self/fd").Length;

    static int Groups() => Directory.Exists("/sys/fs/cgroup")
        ? Directory.EnumerateDirectories("/sys/fs/cgroup", $"agenttuning-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-*", SearchOption.AllDirectories).Count()
        : 0;
}
