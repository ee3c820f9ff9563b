using System.Globalization;
using AgentTuning.Llama.Memory;

namespace AgentTuning.Cli.Training;

/// <summary>The memory plan for people.</summary>
static class MemoryTable
{
    /// <summary>The parts, their sum, and what the machine has.</summary>
    public static string Of(MemoryPlan plan, MachineMemory machine)
    {
        (string Name, string Size, string Note)[] rows =
        [
            .. plan.Items.Select(item => (item.Name, Size(item.Bytes), item.Note)),
            ("total", Size(plan.Bytes), "beside what the program and the examples take"),
            ("free", Size(machine.Bytes), $"on {machine.Limit}"),
        ];
        var (name, size) = (rows.Max(row => row.Name.Length), rows.Max(row => row.Size.Length));
        return string.Join('\n', rows.Select(row => $"{row.Name.PadRight(name)}  {row.Size.PadLeft(size)}  {row.Note}"));
    }

    /// <summary>What would take less, a line each.</summary>
    public static string Of(IReadOnlyList<MemoryAdvice> advice)
    {
        var width = advice.Max(change => change.Change.Length);
        return string.Join('\n', advice.Select(change => $"{change.Change.PadRight(width)}  {Size(change.Bytes)}"));
    }

    /// <summary>Bytes with a unit.</summary>
    public static string Size(long bytes) => bytes switch
    {
        >= 1L << 40 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 40):0.00} TiB"),
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.00} GiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MiB"),
    };
}
