using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Sandboxes.Namespaces;

namespace AgentTuning.Environments.Tests.Sandboxes.Namespaces;

/// <summary>
/// Where the groups of sandboxes go and what is written there, on machines with other control groups than this one. Folders stand for the kernel's, which
/// makes a group's files itself: what it would refuse is not seen here.
/// </summary>
public sealed class ControlGroupsTests : IDisposable
{
    readonly string _mount = Directory.CreateTempSubdirectory("agenttuning-groups-").FullName;

    public void Dispose() => Directory.Delete(_mount, recursive: true);

    [Theory]
    [InlineData("0::/user.slice/session-1.scope", "user.slice", ".,user.slice")]
    [InlineData("0::/init.scope", "", ".")]
    [InlineData("0::/", "", ".")]
    [InlineData("0::/of/another/container", "", ".")]
    public void Version_2_gets_a_group_beside_the_tool_s_own_with_controllers_handed_down(string own, string parent, string handingDown)
    {
        Directory.CreateDirectory(Path.Combine(_mount, "user.slice", "session-1.scope"));
        Directory.CreateDirectory(Path.Combine(_mount, "init.scope"));

        using var groups = ControlGroups.Find([$"36 32 0:31 / {_mount} rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate"], [own]);

        Assert.Equal((2, null), (groups.Version, groups.Fault));
        var folder = Assert.Single(groups.Folders);
        Assert.Equal(Path.Combine(_mount, parent), Path.GetDirectoryName(folder));
        foreach (var above in handingDown.Split(',').Select(name => Path.GetFullPath(Path.Combine(_mount, name))).Append(folder))
            Assert.Equal("+pids +memory +cpu", File.ReadAllText(Path.Combine(above, "cgroup.subtree_control")));
    }

    [Fact]
    public void Version_2_limits_memory_swap_processes_and_processors()
    {
        using var groups = ControlGroups.Find([$"36 32 0:31 / {_mount} rw - cgroup2 cgroup2 rw"], ["0::/"]);
        // The kernel makes these; the second group has the number 2.
        var folder = Path.Combine(Assert.Single(groups.Folders), "2");
        Directory.CreateDirectory(folder);
        foreach (var file in (string[])["memory.swap.max", "cpu.max"]) File.WriteAllText(Path.Combine(folder, file), "max");

        var group = groups.Create(new SandboxLimits { MemoryBytes = 256 << 20, Processes = 64, Processors = 1.5 });

        Assert.Equal([folder], group.Folders);
        Assert.Equal("268435456", File.ReadAllText(Path.Combine(folder, "memory.max")));
        Assert.Equal("0", File.ReadAllText(Path.Combine(folder, "memory.swap.max")));
        Assert.Equal("64", File.ReadAllText(Path.Combine(folder, "pids.max")));
        Assert.Equal("150000 100000", File.ReadAllText(Path.Combine(folder, "cpu.max")));
    }

    [Fact]
    public void A_machine_that_hands_nothing_down_has_none_and_says_why()
    {
        Directory.CreateDirectory(Path.Combine(_mount, "cgroup.subtree_control")); // cannot be written

        using var groups = ControlGroups.Find([$"36 32 0:31 / {_mount} rw - cgroup2 cgroup2 rw"], ["0::/"]);

        Assert.Equal(0, groups.Version);
        Assert.StartsWith("Control groups of version 2 are mounted, but none can be made: ", groups.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_1_gets_a_group_of_each_controller_below_the_tool_s_own()
    {
        string[] mounts = [.. ((string[])["pids", "memory", "cpu"]).Select((name, i) => $"{i + 40} 32 0:{i} / {Path.Combine(_mount, name)} rw - cgroup cgroup rw,{(name == "cpu" ? "cpu,cpuacct" : name)}")];
        Directory.CreateDirectory(Path.Combine(_mount, "memory", "tool"));
        foreach (var name in (string[])["pids", "cpu"]) Directory.CreateDirectory(Path.Combine(_mount, name));

        using var groups = ControlGroups.Find(mounts, ["4:memory:/tool", "3:cpu,cpuacct:/", "2:pids:/"]);
        var group = groups.Create(new SandboxLimits { MemoryBytes = 256 << 20 });

        Assert.Equal(1, groups.Version);
        Assert.Equal([Path.Combine(_mount, "pids"), Path.Combine(_mount, "memory", "tool"), Path.Combine(_mount, "cpu")], groups.Folders.Select(Path.GetDirectoryName));
        Assert.Equal("268435456", File.ReadAllText(Path.Combine(group.Folders[1], "memory.limit_in_bytes")));
    }

    [Fact]
    public void What_a_tool_that_is_gone_has_left_is_removed()
    {
        var left = Path.Combine(_mount, "agenttuning-999999999-abcdef");
        var used = Path.Combine(_mount, $"agenttuning-{Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)}-abcdef");
        Directory.CreateDirectory(Path.Combine(left, "1"));
        Directory.CreateDirectory(Path.Combine(used, "1"));

        using var groups = ControlGroups.Find([$"36 32 0:31 / {_mount} rw - cgroup2 cgroup2 rw"], ["0::/"]);

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(used));
    }
}
