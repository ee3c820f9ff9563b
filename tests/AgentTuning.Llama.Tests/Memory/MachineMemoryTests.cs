using AgentTuning.Llama.Memory;

namespace AgentTuning.Llama.Tests.Memory;

public sealed class MachineMemoryTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public MachineMemoryTests() => Write("proc/meminfo", "MemTotal:       16000000 kB\nMemFree:         1000000 kB\nMemAvailable:    8000000 kB\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_limits_what_the_system_calls_available_counts() =>
        Assert.Equal(new(8_192_000_000, "the machine"), Read());

    [Fact]
    public void A_limit_of_an_outer_group_counts_less_what_its_processes_use()
    {
        Write("proc/self/cgroup", "0::/outer/inner\n");
        Write("sys/outer/memory.max", "3000000000\n");
        Write("sys/outer/memory.current", "1200000000\n");
        Write("sys/outer/memory.stat", "anon 900000000\ninactive_file 200000000\n");
        Write("sys/outer/inner/memory.max", "max\n");
        Write("sys/outer/inner/memory.current", "1000000000\n");

        var memory = Read();

        Assert.Equal(2_000_000_000, memory.Bytes);
        Assert.EndsWith("outer", memory.Limit, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_of_the_first_version_count_too()
    {
        Write("proc/self/cgroup", "9:name=systemd:/\n4:cpu,memory:/docker/abc\n");
        Write("sys/memory/docker/abc/memory.limit_in_bytes", "500000000\n");
        Write("sys/memory/docker/abc/memory.usage_in_bytes", "100000000\n");
        Write("sys/memory/memory.limit_in_bytes", "9223372036854771712\n");
        Write("sys/memory/memory.usage_in_bytes", "100000000\n");

        Assert.Equal(400_000_000, Read().Bytes);
    }

    MachineMemory Read() => MachineMemory.Read(_folder.At("proc"), _folder.At("sys"));

    void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.At(path))!);
        File.WriteAllText(_folder.At(path), text);
    }
}
