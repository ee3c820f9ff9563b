using AgentTuning.Environments.AlfWorld;

namespace AgentTuning.Environments.Tests.AlfWorld;

public sealed class HouseholdReplyTests
{
    [Theory]
    [InlineData("THOUGHT: a lamp.\n ACTION: Go to Desk 1\n", "go to desk 1", true)]
    [InlineData("ACTION: look", "look", true)]
    [InlineData("ACTION:look\nACTION: inventory", "look", true)]
    [InlineData("ACTION: look ACTION: inventory\n", "look action: inventory", true)]
    [InlineData("THOUGHT: no more\nACTION:", "", true)]
    [InlineData("ACTION:  \x1f open safe 1 \r\n", "open safe 1", true)]
    [InlineData("  Open Safe 1\nand take the book", "open safe 1", false)]
    [InlineData("action: look", "action: look", false)]
    [InlineData("", "", false)]
    [InlineData("\n\n look", "look", false)]
    public void The_first_action_of_a_reply_is_read(string reply, string action, bool hasMark)
    {
        Assert.Equal(new HouseholdReply(action, hasMark), HouseholdReply.Parse(reply));
    }
}
