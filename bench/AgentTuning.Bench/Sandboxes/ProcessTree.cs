using System.Globalization;

namespace AgentTuning.Bench.Sandboxes;

/// <summary>The processes that this one brought about: its children's children, those in its control groups, and those that name a folder, with their children.</summary>
/// <param name="Count">How many, this one left out.</param>
/// <param name="ProportionalBytes">Their memory; what several share is counted once.</param>
readonly record struct ProcessTree(int Count, long ProportionalBytes)
{
    /// <summary>Looks at the processes that run now.</summary>
    /// <param name="folder">Named on the command lines of a container engine's processes.</param>
    /// <param name="measures">False leaves the memory out, which takes a while to read.</param>
    public static ProcessTree Read(string folder, bool measures = true)
    {
        var own = Environment.ProcessId;
        var group = string.Create(CultureInfo.InvariantCulture, $"agenttuning-{own}-");
        var parents = new Dictionary<int, int>();
        var members = new HashSet<int>();
        foreach (var path in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Text(id, "stat") is not { Length: > 0 } stat) continue;
            parents[id] = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
            if (Text(id, "cmdline").Contains(folder, StringComparison.Ordinal) || Text(id, "cgroup").Contains(group, StringComparison.Ordinal)) members.Add(id);
        }
        members.Add(own);
        int known;
        do
        {
            known = members.Count;
            foreach (var (id, parent) in parents)
                if (members.Contains(parent)) members.Add(id);
        }
        while (members.Count > known);
        members.Remove(own);
        return new(members.Count, measures ? members.Sum(Proportional) : 0);
    }

    static long Proportional(int id) => Text(id, "smaps_rollup").Split('\n').FirstOrDefault(line => line.StartsWith("Pss:", StringComparison.Ordinal)) is { } line
        ? long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10
        : 0;

    static string Text(int id, string file)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/{file}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // it ended just now
        }
    }
}
