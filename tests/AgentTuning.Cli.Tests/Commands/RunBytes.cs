using System.Text.RegularExpressions;

namespace AgentTuning.Cli.Tests.Commands;

/// <summary>What a run folder's trajectories are, timings aside.</summary>
static partial class RunBytes
{
    public static async Task<string> OfAsync(string folder) =>
        Timings().Replace(await File.ReadAllTextAsync(Path.Combine(folder, "trajectories.jsonl"), TestContext.Current.CancellationToken), "");

    /// <summary>The ids of the whole lines.</summary>
    public static async Task<string[]> IdsAsync(string folder)
    {
        var path = Path.Combine(folder, "trajectories.jsonl");
        if (!File.Exists(path))
            return [];
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Id().Match(line).Groups[1].Value)];
    }

    [GeneratedRegex(@",""timings"":\{[^}]*\}")]
    private static partial Regex Timings();

    [GeneratedRegex(@"^\{""id"":""([^""]+)""")]
    private static partial Regex Id();
}
