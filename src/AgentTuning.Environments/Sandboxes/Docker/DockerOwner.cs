using System.Diagnostics;
using System.Globalization;

namespace AgentTuning.Environments.Sandboxes.Docker;

/// <summary>The process that a container belongs to, as its labels name it.</summary>
/// <param name="Machine">The machine's name; an engine may serve several.</param>
/// <param name="Boot">Which start of the machine, and which namespace of processes.</param>
/// <param name="ProcessId">The process id there.</param>
/// <param name="Started">When that process started; process ids come again.</param>
sealed record DockerOwner(string Machine, string Boot, int ProcessId, string Started)
{
    /// <summary>The label that every container of the tool has.</summary>
    public const string MachineLabel = "agenttuning.machine";

    const string BootLabel = "agenttuning.boot";
    const string ProcessLabel = "agenttuning.process";
    const string StartedLabel = "agenttuning.started";

    const string Unknown = "unknown";

    /// <summary>This process.</summary>
    public static DockerOwner Current { get; } = Of(Environment.ProcessId);

    /// <summary>A process of this machine.</summary>
    public static DockerOwner Of(int processId) => new(Environment.MachineName, $"{Boots()} {Namespace()}", processId, StartOf(processId) ?? Unknown);

    /// <summary>The labels that name it.</summary>
    public Dictionary<string, string> ToLabels() => new(StringComparer.Ordinal)
    {
        [MachineLabel] = Machine,
        [BootLabel] = Boot,
        [ProcessLabel] = ProcessId.ToString(CultureInfo.InvariantCulture),
        [StartedLabel] = Started,
    };

    /// <summary>The owner that labels name; null where they are none of the tool's.</summary>
    public static DockerOwner? FromLabels(IDictionary<string, string> labels) =>
        labels.TryGetValue(MachineLabel, out var machine) && labels.TryGetValue(BootLabel, out var boot) && labels.TryGetValue(StartedLabel, out var started)
        && labels.TryGetValue(ProcessLabel, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new(machine, boot, id, started)
            : null;

    /// <summary>True where the owner is surely gone: it ran on this machine, and does no longer.</summary>
    public bool IsGone(DockerOwner seenFrom)
    {
        if (Machine != seenFrom.Machine) return false;
        var (own, other) = (seenFrom.Boot.Split(' '), Boot.Split(' '));
        if (own[0] != other[0]) return true; // before the machine's last start
        return own[^1] == other[^1] && StartOf(ProcessId) != Started;
    }

    static string Boots() => Read("/proc/sys/kernel/random/boot_id")?.Trim() ?? Unknown;

    static string Namespace() => System.OperatingSystem.IsLinux() ? File.ResolveLinkTarget("/proc/self/ns/pid", returnFinalTarget: false)?.Name ?? Unknown : Unknown;

    static string? StartOf(int process)
    {
        if (System.OperatingSystem.IsLinux()) return Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"))?.Split(") ").Last().Split(' ').ElementAtOrDefault(19);
        try
        {
            using var found = Process.GetProcessById(process);
            return found.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    static string? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (IOException)
        {
            return null; // it ended just now
        }
    }
}
