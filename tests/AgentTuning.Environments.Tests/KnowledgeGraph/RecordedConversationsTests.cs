using System.Text.Json;
using System.Text.RegularExpressions;
using AgentTuning.Conversations;
using AgentTuning.Environments.KnowledgeGraph;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.KnowledgeGraph;

public sealed partial class RecordedConversationsTests
{
    const int FirstReply = 20; // after the system prompt, the instruction, the demonstration and the question

    public static IEnumerable<string> Ids => ["kg_160", "kg_45", "kg_224", "kg_256", "kg_308", "kg_219", "kg_266", "kg_287", "kg_148", "kg_65", "kg_323", "kg_136", "kg_84", "kg_225", "kg_165"];

    public static TheoryData<string> Conversations => [.. Ids];

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task A_recorded_conversation_is_told_the_same_again(string id)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedFiles.AgentInstruct, cancellation));
        var turns = file.RootElement.EnumerateArray().First(record => record.GetProperty("id").GetString() == id).GetProperty("messages")
            .EnumerateArray().Select(turn => turn.GetProperty("content").GetString()!).ToArray();
        var engine = new ObservedEngine(Ontology(turns));
        await using var world = new KnowledgeGraphEnvironment(engine, TypeRules.Strict);

        var opening = await world.ResetAsync(Task(turns), cancellation);

        Assert.Equal(turns[1..FirstReply], opening.Turns.Select(turn => turn.Text));
        for (var i = FirstReply; i < turns.Length; i += 2)
        {
            engine.Next = i + 1 < turns.Length ? Listed(turns[i + 1]) : ["m.0"];
            var step = await world.StepAsync(Turn.Assistant(turns[i]), cancellation);
            if (i + 1 < turns.Length)
                Assert.Equal(Sorted(turns[i + 1]), step.Observation!.Turns[0].Text);
            else
                Assert.Equal(turns[i].Contains("Final Answer: #", StringComparison.Ordinal) ? EpisodeEnding.Completed : EpisodeEnding.TurnLimit, step.Ending);
        }
    }

    static string[] Listed(string said) => said.StartsWith("Observation: [", StringComparison.Ordinal) ? said["Observation: [".Length..^1].Split(", ") : [];

    static string Sorted(string said) => said.StartsWith("Observation: [", StringComparison.Ordinal)
        ? $"Observation: [{string.Join(", ", Listed(said).Order(StringComparer.Ordinal))}]"
        : said;

    // The ranges of relations are in what was said of their neighbours.
    static KnowledgeOntology Ontology(string[] turns)
    {
        var ranges = new Dictionary<string, string>();
        for (var i = FirstReply; i + 1 < turns.Length; i += 2)
            if (Followed().Match(turns[i]) is { Success: true } call && Instances().Match(turns[i + 1]) is { Success: true } said)
                ranges[call.Groups[1].Value] = said.Groups[1].Value;
        return new KnowledgeOntology(new OntologyPart
        {
            Relations = [.. turns.Skip(FirstReply).SelectMany(Listed).Distinct().Select(name => new OntologyRelation(name, "", ranges.GetValueOrDefault(name, "common.topic"), IsAttribute: false))],
        });
    }

    // Names whose relations could be listed were things; the others were classes.
    static AgentTask Task(string[] turns)
    {
        var lines = turns[FirstReply - 1].Split('\n');
        var names = lines[1]["Entities: [".Length..^1].Split(", ");
        var things = new HashSet<string>();
        for (var i = FirstReply; i + 1 < turns.Length; i += 2)
            if (Asked().Match(turns[i]) is { Success: true } call && turns[i + 1].StartsWith("Observation:", StringComparison.Ordinal))
                things.Add(call.Groups[1].Value);
        var task = new KnowledgeGraphTask
        {
            Question = lines[0]["A new question: ".Length..],
            Entities = [.. names.Select((name, i) => new NamedEntity(name, things.Contains(name) ? $"m.0{i}" : $"some.class_{i}"))],
            Actions = [],
            Answers = ["m.0"],
            Graph = new TaskGraph(),
        };
        return new AgentTask { Environment = "kg", Id = "kg/recorded", Split = TaskSplit.Train, Data = task.ToJson() };
    }

    [GeneratedRegex(@"get_neighbors\([^,]+, ([^)]+)\)")]
    private static partial Regex Followed();

    [GeneratedRegex(@"instances of (\S+)")]
    private static partial Regex Instances();

    [GeneratedRegex(@"Action: get_relations\((.+)\)")]
    private static partial Regex Asked();
}
