using System.Text.Json;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Official;

namespace AgentTuning.Environments.Tests.AlfWorld.Transcripts;

/// <summary>A published household game: what was said first, then replies and what followed; the last reply may have nothing after it.</summary>
sealed record Transcript(string Name, string Opening, IReadOnlyList<(string Reply, string? Observation)> Turns)
{
    const string TaskMark = "Here is your task. ";
    const string Done = "task succeeded.";

    /// <summary>The games of one of the benchmark's files of demonstrations.</summary>
    public static IEnumerable<Transcript> OfShots(HouseholdEdition edition)
    {
        var file = ShotFile.Read(Path.Combine(SharedFiles.HouseholdPrompts, ShotFile.NameOf(edition)));
        foreach (var type in Enum.GetValues<HouseholdTaskType>())
            yield return Of($"{ShotFile.NameOf(edition)} {type}", [.. file.Game(type).Select(message => message.TrimEnd('\n'))]);
    }

    /// <summary>The household conversations of the AgentInstruct sample.</summary>
    public static IEnumerable<Transcript> OfAgentInstruct()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.AgentInstruct));
        foreach (var record in document.RootElement.EnumerateArray().Where(record => record.GetProperty("id").GetString()!.StartsWith("alfworld", StringComparison.Ordinal)))
        {
            string[] texts = [.. record.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()!)];
            var start = Array.FindIndex(texts, text => text.StartsWith(TaskMark, StringComparison.Ordinal));
            yield return Of(record.GetProperty("id").GetString()!, [texts[start][TaskMark.Length..], .. texts[(start + 1)..]]);
        }
    }

    static Transcript Of(string name, string[] messages)
    {
        var turns = new List<(string, string?)>();
        for (var i = 1; i < messages.Length; i += 2)
            if (i + 1 < messages.Length || HouseholdReply.Parse(messages[i]).Action != Done) // the last word of the demonstrations
                turns.Add((messages[i], i + 1 < messages.Length ? messages[i + 1] : null));
        return new Transcript(name, messages[0], turns);
    }
}
