using System.Text.Json.Nodes;
using AgentTuning.Conversations;
using AgentTuning.Datasets;
using AgentTuning.Tests.Files;
using AgentTuning.Tests.Filtering;

namespace AgentTuning.Tests.Datasets;

public sealed class ConversationFileTests : IDisposable
{
    const string AgentInstruct = """
        {"id":"os_1","conversations":[{"from":"human","loss":null,"value":"q \u001b]0;root\u0007\r\n <&+'é中😀 \u2028"},{"from":"gpt","loss":false,"value":"Ok."},{"from":"human","loss":null,"value":""},{"from":"gpt","loss":true,"value":"Think: \"x\""}]}
        """;

    const string ShareGpt = """{"id":"QWJ_0","conversations":[{"from":"human","value":"Hi"},{"from":"gpt","value":"Hello"}]}""";

    const string Messages = """
        {"id":"a","messages":[{"role":"system","content":"s"},{"role":"user","content":"u"},{"role":"assistant","content":"x","weight":0},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\": 1}"}}]},{"role":"tool","content":"r","tool_call_id":"c1"},{"role":"assistant","content":"y","weight":1}]}
        """;

    const string Dataset = """{"id":"a","source":"os","turns":[{"role":"user","text":"u"},{"role":"assistant","text":"x","loss":false}]}""";

    readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(AgentInstruct, ConversationFormat.AgentInstruct)]
    [InlineData(ShareGpt, ConversationFormat.ShareGpt)]
    [InlineData(Messages, ConversationFormat.Messages)]
    [InlineData(Dataset, ConversationFormat.Dataset)]
    public async Task Every_format_is_told_apart_and_comes_back_as_it_was_as_lines_and_as_an_array(string record, ConversationFormat format)
    {
        foreach (var (input, output, text) in new[] { ("in.jsonl", "out.jsonl", $"{record}\n{record}\n"), ("in.json", "out.json", $"[\n {record},\n {record}\n]") })
        {
            var path = _folder.Write(input, text);

            Assert.Equal(format, await ConversationFile.DetectAsync(path, TestContext.Current.CancellationToken));
            await ConversationFile.WriteAsync(_folder.File(output), format, ConversationFile.ReadAsync(path, cancellationToken: TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

            Assert.Equal([record, record], await RecordsAsync(output), SameJson);
        }
    }

    [Fact]
    public async Task Loss_that_is_null_true_or_false_stays_what_it_is()
    {
        var conversation = Assert.Single(await ReadAsync(AgentInstruct));

        Assert.Equal([null, false, null, true], conversation.Turns.Select(turn => turn.Loss));
        Assert.Equal("q \u001b]0;root\u0007\r\n <&+'é中😀 \u2028", conversation.Turns[0].Text);
    }

    [Fact]
    public async Task A_record_without_an_id_is_named_for_its_file_and_place()
    {
        var conversations = await ReadAsync("""[{"messages":[{"role":"user","content":"a"}]},{"messages":[{"role":"user","content":[{"type":"text","text":"b"},{"type":"text","text":"c"}]}]}]""");

        Assert.Equal(["x-0", "x-1"], conversations.Select(conversation => conversation.Id));
        Assert.Equal("bc", conversations[1].Turns[0].Text);
    }

    [Theory]
    [InlineData("""{"id":"a","conversations":[{"from":"bard","value":"x"}]}""", "x.json line 1: conversations[0].from is \"bard\", expected human, gpt, system or tool.")]
    [InlineData("""{"id":"a","conversations":[{"from":"gpt","value":"x"},{"from":"gpt","value":3}]}""", "x.json line 1: conversations[1].value is 3, expected a text.")]
    [InlineData("""{"id":"a","conversations":[{"from":"gpt","value":"x","loss":"yes"}]}""", "x.json line 1: conversations[0].loss is \"yes\", expected true, false or null.")]
    [InlineData("""{"id":"a","conversations":[{"from":"gpt"}]}""", "x.json line 1: conversations[0].value is missing, expected a text.")]
    [InlineData("""{"id":"a","conversations":{"from":"gpt"}}""", "x.json line 1: conversations is {\"from\":\"gpt\"}, expected a list.")]
    [InlineData("""{"id":"a","conversations":["gpt"]}""", "x.json line 1: conversations[0] is \"gpt\", expected an object.")]
    [InlineData("""{"id":"a","conversations":[{"from":"gpt","value":"\ud83d"}]}""", "x.json line 1: conversations[0].value is \"\\ud83d\", expected a text of whole letters: half a surrogate pair is none.")]
    [InlineData("""{"id":"a"}""", "x.json line 1: the record is {\"id\":\"a\"}, expected a field 'turns' (dataset, trajectories), 'conversations' (agentinstruct, sharegpt) or 'messages'.")]
    [InlineData("""17""", "x.json line 1: the record is 17, expected an object.")]
    [InlineData("""[{"messages":[]},{"messages":[{"role":"robot","content":"x"}]}]""", "x.json index 1: messages[0].role is \"robot\", expected system, user, assistant, tool.")]
    [InlineData("""[{"messages":[]},{"messages":[{"role":"user","content":[{"type":"image"}]}]}]""", "x.json index 1: messages[0].content[0].type is \"image\", expected text.")]
    [InlineData("""[{"messages":[]},{"messages":[{"role":"assistant","content":"x","weight":2}]}]""", "x.json index 1: messages[0].weight is 2, expected 0, 1 or null.")]
    [InlineData("""[{"id":"a","turns":[{"role":"user"}]}]""", "x.json index 0: turns[0] lacks 'text'.")]
    public async Task A_malformed_record_is_named_by_place_field_value_found_and_value_wanted(string text, string message)
    {
        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(text));

        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public async Task An_array_that_breaks_off_is_named_by_index_line_and_byte()
    {
        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("[{\"messages\":[]},\n{\"messages\""));

        Assert.StartsWith("x.json index 1: not JSON on line 2, byte 11: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_records_are_passed_over_where_that_is_asked_for()
    {
        var path = _folder.Write("x.jsonl", $"{ShareGpt}\n{{\"id\":1}}\n{ShareGpt}\n");
        var faults = new List<string>();

        var conversations = await ConversationFile
            .ReadAsync(path, onMalformed: fault => faults.Add(fault.Message), cancellationToken: TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, conversations.Count);
        Assert.Equal(["x.jsonl line 2: conversations is missing, expected a list."], faults);
    }

    [Theory]
    [InlineData(ConversationFormat.ShareGpt, "a: turns[0] has loss false, which ShareGPT cannot say. Write it as agentinstruct, messages or dataset.")]
    [InlineData(ConversationFormat.AgentInstruct, null)]
    public void What_a_format_cannot_say_is_refused_rather_than_lost(ConversationFormat format, string? message)
    {
        var conversation = new Conversation { Id = "a", Turns = [Turn.Assistant("x", loss: false)] };

        var exception = Record.Exception(() => ConversationFile.ToBytes(conversation, format));

        Assert.Equal(message, exception?.Message);
    }

    [Fact]
    public void A_trajectory_becomes_what_the_model_saw_up_to_its_last_reply()
    {
        var trajectory = TrajectoryExample.Make() with
        {
            Turns =
            [
                Turn.System("s"), Turn.User("a"), Turn.Assistant("b"),
                Turn.User("c") with { StartsAfresh = true }, Turn.Assistant("canned", loss: false),
                Turn.User("d") with { StartsAfresh = true }, Turn.Assistant("e"), Turn.User("after"),
            ],
        };

        var conversations = TrajectoryConversations.Of(trajectory);

        Assert.Equal(["database/train/0#0@0", "database/train/0#0@2"], conversations.Select(conversation => conversation.Id));
        Assert.Equal(["s a b", "s d e"], conversations.Select(conversation => string.Join(' ', conversation.Turns.Select(turn => turn.Text))));
        Assert.All(conversations, conversation => Assert.Equal("database", conversation.Source));
    }

    [Fact]
    public async Task Trajectories_are_read_as_conversations()
    {
        var conversations = await ReadAsync(TrajectoryExample.Line(TrajectoryExample.Make()));

        Assert.Equal("Action: Answer\nFinal Answer: [\"3\"]", Assert.Single(conversations).Turns[1].Text);
    }

    public void Dispose() => _folder.Dispose();

    static bool SameJson(string expected, string actual) => JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual));

    async Task<List<Conversation>> ReadAsync(string text) => await ConversationFile
        .ReadAsync(_folder.Write("x.json", text), cancellationToken: TestContext.Current.CancellationToken)
        .ToListAsync(TestContext.Current.CancellationToken);

    async Task<List<string>> RecordsAsync(string name)
    {
        var text = await File.ReadAllTextAsync(_folder.File(name), TestContext.Current.CancellationToken);
        return name.EndsWith(".json", StringComparison.Ordinal)
            ? [.. JsonNode.Parse(text)!.AsArray().Select(record => record!.ToJsonString())]
            : [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
