using System.Text.Json;
using AgentTuning.Environments.OperatingSystem;

namespace AgentTuning.Environments.Tests.OperatingSystem;

public sealed class OperatingSystemReplyTests
{
    [Theory]
    [InlineData("Think: a\n\nAct: bash\n\n```bash\nls /\n```", "ls /")]
    [InlineData("Act: BASH it\n```bash\na\n```\n```bash\nb\n\nc\n```", "a\n\nb\n\nc")]
    [InlineData("Act:\n\n  bash", "")]
    [InlineData("Act: bash\n```sh\nls\n```", "")]
    [InlineData("Act: bash\n```bash\nls```", "")]
    [InlineData("Act: bash\n```bash\n\n```", "")]
    [InlineData("Act: answer(1)\nAct: bash\n```bash\nx\n```", "x")]
    [InlineData("Act: bash\n```bash\nx\n```\nAct: hello\nAct: answer", "x")]
    public void Code_stands_in_blocks(string reply, string code)
    {
        Assert.Equal(new OperatingSystemReply(OperatingSystemAction.Bash, code), OperatingSystemReply.Parse(reply));
    }

    [Theory]
    [InlineData("Think: Now I get the answer.\n\nAct: answer(220)", "220")]
    [InlineData("Act: answer(f(x) = (1))", "f(x) = (1)")]
    [InlineData("Act: answer is (a) and (b) then", "a) and (b")]
    [InlineData("Act: answer()", "")]
    [InlineData("Act: answer )(", "")]
    [InlineData("Act: bash\nAct: Answer( 7 )", " 7 ")]
    [InlineData("Act: answer(1) Act: bash", "1")]
    [InlineData("Act: answer(one\ntwo)\nAct: answer(3)", "3")]
    [InlineData("Act: answer(3)\nAct: answer without", "3")]
    public void An_answer_stands_between_the_first_and_the_last_parenthesis(string reply, string answer)
    {
        Assert.Equal(new OperatingSystemReply(OperatingSystemAction.Answer, answer), OperatingSystemReply.Parse(reply));
    }

    [Theory]
    [InlineData("Act: finish", (int)OperatingSystemAction.Finish)]
    [InlineData("Act: answer(1)\nAct: Finished", (int)OperatingSystemAction.Finish)]
    [InlineData("", (int)OperatingSystemAction.None)]
    [InlineData("bash\n```bash\nls\n```", (int)OperatingSystemAction.None)]
    [InlineData("act: bash", (int)OperatingSystemAction.None)]
    [InlineData("Act: \n", (int)OperatingSystemAction.None)]
    [InlineData("Act: Act: bash", (int)OperatingSystemAction.None)]
    [InlineData("Act: answer(", (int)OperatingSystemAction.None)]
    public void The_rest_is_finish_or_nothing(string reply, int action)
    {
        Assert.Equal(new OperatingSystemReply((OperatingSystemAction)action, null), OperatingSystemReply.Parse(reply));
    }

    [Fact]
    public void Every_reply_of_AgentInstruct_is_an_action()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.AgentInstruct));
        var conversations = document.RootElement.EnumerateArray()
            .Where(record => record.GetProperty("id").GetString()!.StartsWith("os_", StringComparison.Ordinal))
            .Select(record => record.GetProperty("messages").EnumerateArray().Skip(8)
                .Where(message => message.GetProperty("role").GetString() == "assistant")
                .Select(message => OperatingSystemReply.Parse(message.GetProperty("content").GetString()!)).ToArray())
            .ToArray();

        Assert.Equal(11, conversations.Length);
        Assert.All(conversations, replies => Assert.All(replies[..^1], reply => Assert.True(reply is { Action: OperatingSystemAction.Bash, Content.Length: > 0 })));
        Assert.All(conversations, replies => Assert.True(replies[^1] is { Action: OperatingSystemAction.Answer, Content.Length: > 0 }));
        Assert.Equal("The total size of all png and jpg files is 54000 bytes. The largest file is '/root/imageDirectory/subImages/20k-file.jpg'.", conversations[4][^1].Content);
    }
}
