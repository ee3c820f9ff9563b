using System.Text.Json.Nodes;
using AgentTuning.Datasets;
using AgentTuning.Tests.Files;

namespace AgentTuning.Tests.Datasets;

public sealed class AgentInstructRoundTripTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task All_100_published_trajectories_come_back_without_loss_through_every_format()
    {
        var path = SharedFile.Find("data/agentinstruct/sample-100.json");
        var original = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!.AsArray();

        Assert.Equal(ConversationFormat.Messages, await ConversationFile.DetectAsync(path, TestContext.Current.CancellationToken));
        var at = path;
        foreach (var format in new[] { ConversationFormat.Dataset, ConversationFormat.AgentInstruct, ConversationFormat.ShareGpt, ConversationFormat.Messages })
        {
            var next = _folder.File($"{format}.json");
            await ConversationFile.WriteAsync(next, format, ConversationFile.ReadAsync(at, cancellationToken: TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
            at = next;
        }

        var back = JsonNode.Parse(await File.ReadAllTextAsync(at, TestContext.Current.CancellationToken))!.AsArray();
        Assert.Equal(100, back.Count);
        Assert.All(original.Zip(back), pair => Assert.True(JsonNode.DeepEquals(pair.First, pair.Second), pair.First!["id"]!.ToString()));
    }

    [Fact]
    public async Task The_published_trajectories_hold_781_replies_all_with_loss()
    {
        var path = SharedFile.Find("data/agentinstruct/sample-100.json");

        var conversations = await ConversationFile
            .ReadAsync(path, cancellationToken: TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(781, conversations.Sum(conversation => conversation.Turns.Count(turn => turn.HasLoss)));
        Assert.Equal(1662, conversations.Sum(conversation => conversation.Turns.Count));
    }

    public void Dispose() => _folder.Dispose();
}
