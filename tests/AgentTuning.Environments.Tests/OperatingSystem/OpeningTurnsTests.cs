using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Environments.OperatingSystem;

namespace AgentTuning.Environments.Tests.OperatingSystem;

public sealed class OpeningTurnsTests
{
    const string Problem = "Now, I will start a new problem in a new OS. My problem is:\n\n";

    [Fact]
    public void An_episode_opens_as_the_conversations_of_AgentInstruct_do()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.AgentInstruct));
        var seen = 0;
        foreach (var record in document.RootElement.EnumerateArray().Where(record => record.GetProperty("id").GetString()!.StartsWith("os_", StringComparison.Ordinal)))
        {
            var messages = record.GetProperty("messages").EnumerateArray().Skip(1).Take(7).ToArray();
            var description = messages[^1].GetProperty("content").GetString()![Problem.Length..];
            var turns = OpeningTurns.For(description);

            Assert.Equal(messages.Select(message => message.GetProperty("content").GetString()), turns.Select(turn => turn.Text));
            Assert.Equal(messages.Select(message => message.GetProperty("role").GetString()), turns.Select(turn => turn.Role == TurnRole.User ? "user" : "assistant"));
            seen++;
        }

        Assert.Equal(11, seen);
    }

    [Fact]
    public void Nothing_of_the_demonstration_has_loss() => Assert.DoesNotContain(OpeningTurns.For("d"), turn => turn.HasLoss);
}
