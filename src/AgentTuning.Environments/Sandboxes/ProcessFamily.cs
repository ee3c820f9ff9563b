using System.Diagnostics;
using System.Globalization;

namespace AgentTuning.Environments.Sandboxes;

/// <summary>Ends a process with its children and their children.</summary>
/// <remarks>.NET's own way reads every process of the machine several times, which takes longer than a sandbox does to start.</remarks>
static class ProcessFamily
{
    /// <summary>Kills them all; what has left the family by a double fork lives on.</summary>
    public static void Kill(Process process)
    {
        if (process.HasExited) return;
        if (!File.Exists($"/proc/self/task/{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}/children"))
        {
            process.Kill(entireProcessTree: true); // the kernel does not tell children
            return;
        }
        // Once stopped, none has children that were not seen.
        var doomed = new List<int> { process.Id };
        for (var i = 0; i < doomed.Count; i++)
        {
            LinuxCalls.Stop(doomed[i]);
            doomed.AddRange(Children(doomed[i]));
        }
        foreach (var child in doomed.Skip(1)) LinuxCalls.Kill(child);
        process.Kill();
    }

    static List<int> Children(int process)
    {
        var children = new List<int>();
        try
        {
            foreach (var thread in Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task")))
                foreach (var id in File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    children.Add(int.Parse(id, CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // It ended just now.
        }
        return children;
    }
}
