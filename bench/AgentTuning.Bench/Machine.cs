using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace AgentTuning.Bench;

/// <summary>The machine that figures belong to.</summary>
/// <param name="Processor">Its name, where the system tells.</param>
/// <param name="Cores">That this process sees.</param>
/// <param name="Instructions">The vector and matrix instructions that matter here.</param>
/// <param name="System">Operating system and runtime.</param>
sealed record Machine(string Processor, int Cores, string Instructions, string System)
{
    const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>This one.</summary>
    public static Machine Here()
    {
        var lines = File.Exists(ProcessorFile) ? File.ReadAllLines(ProcessorFile) : [];
        var flags = Value(lines, "flags")?.Split(' ') ?? [];
        var bf16 = string.Join(", ", flags.Where(flag => flag.EndsWith("_bf16", StringComparison.Ordinal)));
        var vectors = Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : RuntimeInformation.ProcessArchitecture.ToString();
        return new(
            Value(lines, "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(), Environment.ProcessorCount,
            bf16.Length > 0 ? $"{vectors}, {bf16}" : $"{vectors}, no bf16", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
    }

    static string? Value(string[] lines, string name)
    {
        var line = lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
