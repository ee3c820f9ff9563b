using System.Globalization;
using System.Text;
using AgentTuning.Environments.AlfWorld.Engine;

namespace AgentTuning.Environments.Tests.AlfWorld.Transcripts;

/// <summary>Makes a game of the old grammar in which a transcript can be played again.</summary>
static class ReconstructedScene
{
    const string Lamp = "lamp";

    static readonly string[] Sliceable = ["apple", "bread", "egg", "lettuce", "potato", "tomato"];

    public static GameFile Of(Transcript transcript)
    {
        var clues = new SceneClues(transcript);
        var problem = new StringBuilder("(define (problem transcript)\n(:domain alfred)\n(:objects\nagent1 - agent\n");
        var facts = new StringBuilder("(atLocation agent1 loc_bar_start)\n");
        var types = new SortedSet<string>(StringComparer.Ordinal) { "knifetype - otype", "butterknifetype - otype", "sinkbasintype - rtype", "microwavetype - rtype", "fridgetype - rtype" };
        WriteReceptacles(clues, problem, facts, types);
        WriteObjects(clues, problem, facts, types);
        foreach (var (thing, receptacle) in clues.Contents)
            facts.Append(CultureInfo.InvariantCulture, $"(inReceptacle {IdOf(thing, clues)} {IdOf(receptacle, clues)})\n(objectAtLocation {IdOf(thing, clues)} {LocationOf(receptacle, clues)})\n");
        foreach (var location in clues.Receptacles.Select(name => LocationOf(name, clues)).Append("loc_bar_start").Distinct(StringComparer.Ordinal))
            problem.Append(CultureInfo.InvariantCulture, $"{location} - location\n");
        foreach (var type in types)
            problem.Append(CultureInfo.InvariantCulture, $"{type}\n");
        problem.Append(CultureInfo.InvariantCulture, $")\n(:init\n{facts})\n(:goal {TranscriptGoal.Of(transcript)})\n)");
        return GameFile.Create(transcript.Name, Read("alfred.pddl"), problem.ToString(), Read("alfred.twl2").Replace("UNKNOWN GOAL", SentenceOf(transcript), StringComparison.Ordinal));
    }

    static void WriteReceptacles(SceneClues clues, StringBuilder problem, StringBuilder facts, SortedSet<string> types)
    {
        foreach (var name in clues.Receptacles)
        {
            var id = IdOf(name, clues);
            problem.Append(CultureInfo.InvariantCulture, $"{id} - receptacle\n");
            facts.Append(CultureInfo.InvariantCulture, $"(receptacleType {id} {ClassOf(name)}type)\n(receptacleAtLocation {id} {LocationOf(name, clues)})\n");
            types.Add($"{ClassOf(name)}type - rtype");
            if (clues.Doors.Contains(name))
                facts.Append(CultureInfo.InvariantCulture, $"(openable {id})\n");
            if (clues.OpenDoors.Contains(name))
                facts.Append(CultureInfo.InvariantCulture, $"(opened {id})\n");
        }
    }

    // Numbers go down as ids go up, so that every number below one that was seen needs an object, if only one that lies nowhere.
    static void WriteObjects(SceneClues clues, StringBuilder problem, StringBuilder facts, SortedSet<string> types)
    {
        foreach (var kind in clues.Objects.Select(ClassOf).Distinct(StringComparer.Ordinal))
        {
            types.Add($"{kind}type - otype");
            for (var number = 1; number <= Most(kind, clues); number++)
            {
                var id = IdOf($"{kind} {number}", clues);
                problem.Append(CultureInfo.InvariantCulture, $"{id} - object\n");
                facts.Append(CultureInfo.InvariantCulture, $"(objectType {id} {kind}type)\n(cleanable {id})\n(heatable {id})\n(coolable {id})\n");
                facts.Append(CultureInfo.InvariantCulture, $"({(kind.EndsWith(Lamp, StringComparison.Ordinal) ? "toggleable" : "pickupable")} {id})\n");
                if (Sliceable.Contains(kind))
                    facts.Append(CultureInfo.InvariantCulture, $"(sliceable {id})\n");
            }

            foreach (var receptacle in clues.Receptacles.Select(ClassOf).Distinct(StringComparer.Ordinal))
                facts.Append(CultureInfo.InvariantCulture, $"(canContain {receptacle}type {kind}type)\n");
        }
    }

    static string IdOf(string name, SceneClues clues)
    {
        var kind = ClassOf(name);
        var index = Most(kind, clues) - NumberOf(name);
        return kind.EndsWith("basin", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"{kind[..^5]}_bar_{index:00}_bar_{kind}")
            : string.Create(CultureInfo.InvariantCulture, $"{kind}_bar_{index:00}");
    }

    static string LocationOf(string receptacle, SceneClues clues) => string.Create(CultureInfo.InvariantCulture, $"loc_bar_{clues.Receptacles.IndexOf(clues.PlaceOf(receptacle)):000}");

    static int Most(string kind, SceneClues clues) => clues.Receptacles.Concat(clues.Objects).Where(name => ClassOf(name) == kind).Max(NumberOf);

    static string ClassOf(string name) => name[..name.LastIndexOf(' ')];

    static int NumberOf(string name) => int.Parse(name.AsSpan(name.LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    static string SentenceOf(Transcript transcript)
    {
        const string mark = "Your task is to: ";
        return transcript.Opening[(transcript.Opening.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].TrimEnd('.');
    }

    static string Read(string name) => File.ReadAllText(Path.Combine(SharedFiles.HouseholdLogic, name));
}
