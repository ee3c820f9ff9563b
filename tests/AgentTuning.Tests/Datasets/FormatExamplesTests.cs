using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using AgentTuning.Collection;
using AgentTuning.Datasets;
using AgentTuning.Evaluation;
using AgentTuning.Filtering;
using AgentTuning.Tests.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Tests.Datasets;

/// <summary>Keeps the page on file formats true.</summary>
public sealed partial class FormatExamplesTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public static TheoryData<string> OwnFiles =>
        ["run.json", "trajectories.jsonl", "kept.jsonl", "dropped.jsonl", "filter.json", "dataset.jsonl", "mixture.json", "evaluation.json"];

    [Theory]
    [MemberData(nameof(OwnFiles))]
    public void An_example_is_read_and_written_with_the_same_fields_and_values(string file)
    {
        var example = ExampleOf($"`{file}`");

        var written = file switch
        {
            "run.json" => RoundTrip(example, RunJson.Readable.RunRecord),
            "trajectories.jsonl" or "kept.jsonl" => RoundTrip(example, TrajectoryJson.Readable.Trajectory),
            "dropped.jsonl" => RoundTrip(example, FilterJson.Line.Drop),
            "filter.json" => RoundTrip(example, FilterJson.Document.FilterReport),
            "dataset.jsonl" => RoundTrip(example, TrajectoryJson.Readable.Conversation),
            "mixture.json" => RoundTrip(example, MixtureJson.Document.MixtureReport),
            _ => RoundTrip(example, EvaluationJson.Document.EvaluationReport),
        };

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(example), JsonNode.Parse(written)), written);
    }

    [Theory]
    [InlineData("AgentInstruct", ConversationFormat.AgentInstruct)]
    [InlineData("ShareGPT", ConversationFormat.ShareGpt)]
    [InlineData("Chat messages", ConversationFormat.Messages)]
    [InlineData("`dataset.jsonl`", ConversationFormat.Dataset)]
    [InlineData("`kept.jsonl`", ConversationFormat.Trajectories)]
    public async Task An_example_is_told_by_its_shape(string heading, ConversationFormat format)
    {
        var path = _folder.Write("x.jsonl", JsonNode.Parse(ExampleOf(heading))!.ToJsonString() + "\n");

        Assert.Equal(format, await ConversationFile.DetectAsync(path, TestContext.Current.CancellationToken));
        Assert.Single(await ConversationFile.ReadAsync(path, cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => _folder.Dispose();

    static string RoundTrip<T>(string example, JsonTypeInfo<T> type) => JsonSerializer.Serialize(JsonSerializer.Deserialize(example, type)!, type);

    static string ExampleOf(string heading) => Example().Matches(File.ReadAllText(PagePath()))
        .Single(match => match.Groups["heading"].Value == heading).Groups["json"].Value;

    static string PagePath([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "formats.md");

    [GeneratedRegex(@"^## (?<heading>[^\n]+)\n(?:(?!^## |^```)[^\n]*\n)*```json\n(?<json>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
