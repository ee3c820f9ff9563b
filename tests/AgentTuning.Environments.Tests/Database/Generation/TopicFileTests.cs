using AgentTuning.Environments.Database.Generation;

namespace AgentTuning.Environments.Tests.Database.Generation;

public sealed class TopicFileTests
{
    [Fact]
    public void A_topic_is_read_with_its_tables_and_columns()
    {
        const string Text = """
            # a comment
            [ships | ship | ships]
            tables: Ships; ship_list
            Ship: name {word} / {adj} {thing}
            Speed {knots}: dec 8 30 1

            """;

        var topic = Assert.Single(TopicFile.Parse("ships.txt", Text));

        Assert.Equal(("ships", "ship", "ships"), (topic.Name, topic.One, topic.Many));
        Assert.Equal(["Ships", "ship_list"], topic.Tables);
        Assert.Equal(["{word}", "{adj} {thing}"], topic.Columns[0].Values);
        Assert.Equal(("Speed", "knots", ValueKind.Decimal, 8m, 30m, 1), (topic.Columns[1].Header, topic.Columns[1].Unit, topic.Columns[1].Kind, topic.Columns[1].Low, topic.Columns[1].High, topic.Columns[1].Decimals));
    }

    [Theory]
    [InlineData("[ships | ship]", "ships.txt line 1: found '[ships | ship]', expected '[name | noun | plural]'.")]
    [InlineData("Speed: fast 8 30", "ships.txt line 1: found 'Speed: fast 8 30', expected 'Header {unit}: kind arguments'.")]
    [InlineData("Speed: int eight", "ships.txt line 1: found 'Speed: int eight', expected 'Header {unit}: kind arguments'.")]
    public void A_malformed_line_is_named(string line, string message)
    {
        var fault = Assert.Throws<InvalidDataException>(() => TopicFile.Parse("ships.txt", line));

        Assert.Equal(message, fault.Message);
    }
}
