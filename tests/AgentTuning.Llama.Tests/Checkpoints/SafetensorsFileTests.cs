using System.Globalization;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Checkpoints;

public sealed class SafetensorsFileTests : IDisposable
{
    const int Numbers = 1 << 22;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_copied_is_not_in_memory_a_second_time()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only Linux says what a mapping holds.");
        using var scope = NewDisposeScope();
        var path = _folder.At("numbers.safetensors");
        using (var stream = File.Create(path))
            SafetensorsFile.Write(stream, [new("small", ones(3)), new("large", ones(Numbers))], WeightType.BF16);
        using var file = new SafetensorsFile(path);
        var entry = file.Entries.Single(entry => entry.Name == "large");
        var numbers = empty(Numbers);

        var mapped = file.Map(entry, [Numbers]);
        Assert.Equal(Numbers, mapped.sum(ScalarType.Float32).item<float>());
        file.Read(entry, numbers);
        var beside = MappedBytes(path);
        mapped.Dispose();
        file.Read(entry, numbers);

        Assert.Equal(Numbers, numbers.sum().item<float>());
        Assert.InRange(beside, Numbers * 2, Numbers * 3);
        Assert.InRange(MappedBytes(path), 0, Numbers / 8);
    }

    // What a process holds of a file, by /proc: a line that names it, then lines about it.
    static long MappedBytes(string path)
    {
        var (isOurs, bytes) = (false, 0L);
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (!line.Split(' ')[0].EndsWith(':')) isOurs = line.EndsWith(path, StringComparison.Ordinal);
            else if (isOurs && line.StartsWith("Rss:", StringComparison.Ordinal))
                bytes += 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        return bytes;
    }
}
