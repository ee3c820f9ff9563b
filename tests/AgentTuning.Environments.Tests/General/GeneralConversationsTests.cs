using AgentTuning.Conversations;
using AgentTuning.Environments.General;

namespace AgentTuning.Environments.Tests.General;

public sealed class GeneralConversationsTests
{
    [Fact]
    public void Conversations_open_with_the_system_prompt_and_alternate()
    {
        foreach (var conversation in GeneralConversations.Generate(seed: 1).Take(500))
        {
            Assert.Equal(Turn.System("You are a helpful, respectful and honest assistant."), conversation.Turns[0]);
            Assert.Equal("general", conversation.Source);
            Assert.All(conversation.Turns.Skip(1).Index(), pair =>
                Assert.Equal(pair.Index % 2 == 0 ? TurnRole.User : TurnRole.Assistant, pair.Item.Role));
            Assert.All(conversation.Turns, turn => Assert.Equal(turn.Text.Trim(), turn.Text));
            Assert.All(conversation.Turns, turn => Assert.NotEqual("", turn.Text));
        }
    }

    [Fact]
    public void Ids_are_unique_and_the_same_seed_gives_the_same_conversations()
    {
        var first = GeneralConversations.Generate(seed: 1).Take(1_000).ToArray();
        var again = GeneralConversations.Generate(seed: 1).Take(1_000).ToArray();

        Assert.Equal(1_000, first.Select(conversation => conversation.Id).Distinct().Count());
        Assert.Equal(first.SelectMany(conversation => conversation.Turns), again.SelectMany(conversation => conversation.Turns));
    }

    [Fact]
    public void The_third_conversation_of_seed_0_is_pinned()
    {
        var conversation = GeneralConversations.Generate(seed: 0).ElementAt(2);

        Assert.Equal("general/train/s0/2", conversation.Id);
        Assert.Equal("What is the list dolphins, whales, lizards after zebras joins at the end?", conversation.Turns[1].Text);
        Assert.Equal("dolphins, whales, lizards, zebras", conversation.Turns[2].Text);
    }
}
