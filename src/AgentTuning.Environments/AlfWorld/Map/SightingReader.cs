using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace AgentTuning.Environments.AlfWorld.Map;

/// <summary>Reads the sentences of household games, old and new.</summary>
public static partial class SightingReader
{
    /// <summary>What an observation says, in its order; sentences of other forms say nothing.</summary>
    public static IReadOnlyList<HouseholdSighting> Read(string observation)
    {
        var sightings = new List<HouseholdSighting>();
        foreach (var line in observation.Split('\n'))
            for (var rest = line.Trim(); rest.Length > 0;)
            {
                var (sighting, length) = ReadSentence(rest);
                if (sighting is not null)
                    sightings.Add(sighting);
                rest = rest[length..].TrimStart();
            }

        return sightings;
    }

    static (HouseholdSighting? Sighting, int Length) ReadSentence(string text)
    {
        if (RoomSentence().Match(text) is { Success: true } room)
            return (new HouseholdSighting.Room(Names(room.Groups[1].Value)), room.Length);
        if (FacingSentence().Match(text) is { Success: true } facing)
            return (new HouseholdSighting.Facing([.. Names(facing.Groups[1].Value).Select(name => name.StartsWith("the ", StringComparison.Ordinal) ? name[4..] : name)]), facing.Length);
        if (ContentsSentence().Match(text) is { Success: true } contents)
            return (new HouseholdSighting.Contents(contents.Groups[1].Value + contents.Groups[2].Value, contents.Groups[2].Success, Names(contents.Groups[3].Value)), contents.Length);
        if (ClosedSentence().Match(text) is { Success: true } closed)
            return (new HouseholdSighting.Closed(closed.Groups[1].Value), closed.Length);
        if (TakenSentence().Match(text) is { Success: true } taken)
            return (new HouseholdSighting.Taken(taken.Groups[1].Value, taken.Groups[2].Value), taken.Length);
        if (PutSentence().Match(text) is { Success: true } put)
            return (new HouseholdSighting.Put(put.Groups[1].Value, put.Groups[2].Value), put.Length);
        if (CarryingSentence().Match(text) is { Success: true } carrying)
            return (new HouseholdSighting.Carrying(Names(carrying.Groups[1].Value)), carrying.Length);
        if (ChangedSentence().Match(text) is { Success: true } changed)
            return (new HouseholdSighting.Changed(changed.Groups[2].Value, StateAfter(changed.Groups[1].Value)), changed.Length);
        if (ArrivalSentence().Match(text) is { Success: true } arrival)
            return (arrival.Groups[1].Value.StartsWith("loc ", StringComparison.Ordinal) ? null : new HouseholdSighting.Arrival(arrival.Groups[1].Value), arrival.Length);
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return (null, end < 0 ? text.Length : end + 2);
    }

    static string StateAfter(string verb) => verb switch
    {
        "clean" => "clean",
        "heat" => "hot",
        "cool" => "cold",
        "sliced" => "sliced",
        _ => "on",
    };

    // "nothing", "a mug 1", "a mug 1, and a pen 2", "a mug 1, a cup 1, and a pen 2"; the article is always "a", and "the" before what one faces.
    static ImmutableArray<string> Names(string list) => list == "nothing" || list.Length == 0
        ? []
        : [.. list.Split(", ").Select(item => item.StartsWith("and ", StringComparison.Ordinal) ? item[4..] : item)
            .Select(item => item.StartsWith("a ", StringComparison.Ordinal) ? item[2..] : item).Where(item => item.Length > 0)];

    [GeneratedRegex(@"^You are in the middle of a room\. Looking quickly around you, you see (.*?)\.(?= |$)")]
    private static partial Regex RoomSentence();

    [GeneratedRegex(@"^You are facing the (.*?)\.(?= |$)")]
    private static partial Regex FacingSentence();

    [GeneratedRegex(@"^(?:On the ([^.]*?), you see|The ([^.]*?) is open\. In it, you see) (.*?)\.(?= |$)")]
    private static partial Regex ContentsSentence();

    [GeneratedRegex(@"^(?:The (?<1>[^.]*?) is closed|You close the (?<1>[^.]*?))\.(?= |$)")]
    private static partial Regex ClosedSentence();

    [GeneratedRegex(@"^You pick up the ([^.]*?) from the ([^.]*?)\.(?= |$)")]
    private static partial Regex TakenSentence();

    [GeneratedRegex(@"^You (?:put the (?<1>[^.]*?) in/on the (?<2>[^.]*?)|move the (?<1>[^.]*?) to the (?<2>[^.]*?))\.(?= |$)")]
    private static partial Regex PutSentence();

    [GeneratedRegex(@"^You are (?:carrying: (.*?)|not carrying anything)\.(?= |$)")]
    private static partial Regex CarryingSentence();

    [GeneratedRegex(@"^You (clean|heat|cool|sliced|turn on) the ([^.]*?)(?: (?:using|with) the [^.]*)?\.(?= |$)")]
    private static partial Regex ChangedSentence();

    [GeneratedRegex(@"^You arrive at ([^.]*?)\.(?= |$)")]
    private static partial Regex ArrivalSentence();
}
