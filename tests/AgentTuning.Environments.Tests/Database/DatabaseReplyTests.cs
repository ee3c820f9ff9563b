using AgentTuning.Environments.Database;

namespace AgentTuning.Environments.Tests.Database;

public sealed class DatabaseReplyTests
{
    [Fact]
    public void The_first_block_is_taken_and_its_line_ends_become_spaces()
    {
        var reply = DatabaseReply.Parse("I look.\nAction: Operation\n```sql\nSELECT 1\nFROM t\n```\n```sql\nSELECT 2\n```");

        Assert.Equal(new DatabaseReply("Operation", "SELECT 1 FROM t", null), reply);
    }

    [Theory]
    [InlineData("Action: Answer\nFinal Answer: [\"a\"] \nmore", "Answer", " [\"a\"] ")]
    [InlineData("Action: Answer", null, null)] // no line end
    [InlineData("Final Answer: 1", null, null)] // not on a line of its own
    [InlineData("x\nFinal Answer:", null, "")]
    public void An_answer_is_the_rest_of_its_line(string text, string? action, string? answer)
    {
        var reply = DatabaseReply.Parse(text);

        Assert.Equal(action, reply.Action);
        Assert.Equal(answer, reply.FinalAnswer);
    }

    [Theory]
    [InlineData("```sql\nSELECT 1```")]
    [InlineData("```SQL\nSELECT 1\n```")]
    [InlineData("```sql\n```")]
    [InlineData("SELECT 1")]
    public void A_block_needs_its_marks_on_lines_of_their_own(string text)
    {
        Assert.Null(DatabaseReply.Parse("Action: Operation\n" + text).Sql);
    }
}
