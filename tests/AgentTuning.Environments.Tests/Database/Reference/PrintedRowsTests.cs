using System.Text.Json;
using AgentTuning.Environments.Database.Reference;

namespace AgentTuning.Environments.Tests.Database.Reference;

public sealed class PrintedRowsTests
{
    [Fact]
    public void The_values_of_one_column_are_read()
    {
        Assert.Equal(["Ada", "O'Brien", "a\"b", "x\\y", "3", "-4.5", "1.50", null], PrintedRows.ReadColumn(
            """[('Ada',), ("O'Brien",), ('a"b',), ('x\\y',), (3,), (-4.5,), (Decimal('1.50'),), (None,)]"""));
        Assert.Equal([], PrintedRows.ReadColumn("[]"));
    }

    [Theory]
    [InlineData("1054 (42S22): Unknown column 'x' in 'field list'")]
    [InlineData("[('Ada', 3)]")]
    [InlineData("[('Ada',), ('Bo[TRUNCATED]")]
    [InlineData("[('Ada',) ('Bob',)]")]
    [InlineData("[")]
    [InlineData("[(]")]
    [InlineData("[('\\]")]
    public void Other_observations_are_not_taken_for_values(string observation)
    {
        Assert.Null(PrintedRows.ReadColumn(observation));
    }

    [Theory]
    [InlineData("12.0", """["12"]""", true)]
    [InlineData("12.5", """["12"]""", false)]
    [InlineData("Ada", """["Ada"]""", true)]
    [InlineData("Ada", """["ada"]""", false)]
    public void One_value_answers_as_a_number_or_as_a_text(string value, string labels, bool answers)
    {
        Assert.Equal(answers, PrintedRows.Answers([value], Labels(labels)));
    }

    [Fact]
    public void Several_values_answer_as_a_set()
    {
        Assert.True(PrintedRows.Answers(["b", "a"], Labels("""["a", "b"]""")));
        Assert.False(PrintedRows.Answers(["b", "c"], Labels("""["a", "b"]""")));
        Assert.False(PrintedRows.Answers(["a", "b"], Labels("""["a"]""")));
        Assert.False(PrintedRows.Answers(["1", "2"], Labels("[1, 2]")));
    }

    static List<object?> Labels(string json) => [.. JsonDocument.Parse(json).RootElement.EnumerateArray().Select(label => label.ValueKind == JsonValueKind.String ? (object?)label.GetString() : label.GetInt64())];
}
