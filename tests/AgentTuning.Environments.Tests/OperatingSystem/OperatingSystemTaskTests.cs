using System.Text.Json;
using AgentTuning.Environments.OperatingSystem;

namespace AgentTuning.Environments.Tests.OperatingSystem;

public sealed class OperatingSystemTaskTests
{
    [Fact]
    public void A_task_is_the_same_after_writing_and_reading()
    {
        var task = new OperatingSystemTask
        {
            Description = "Wie viele Dateien sind in /srv?\n",
            LocalImage = "packages",
            Init = [TaskScript.Bash("touch /srv/a"), TaskScript.Python("print(1)")],
            Start = TaskScript.Bash("cd /srv"),
            Checks = [null, new TaskScript { Language = ScriptLanguage.Cpp, Code = "int main() { }" }],
            Example = TaskScript.Bash("ls /srv | wc -l"),
            Labels = ["file"],
        };

        var read = OperatingSystemTask.FromJson(task.ToJson());

        Assert.Equal(task.ToJson().GetRawText(), read.ToJson().GetRawText());
        Assert.Equal(ScriptLanguage.Cpp, read.Checks[1]!.Language);
        Assert.Null(read.Checks[0]);
        Assert.Equal("default", read.Image);
    }

    [Fact]
    public void The_wire_form_has_the_names_that_the_readme_shows()
    {
        var task = new OperatingSystemTask { Description = "d", Match = new AnswerMatch { Answer = "7" } };

        Assert.Equal(
            """{"description":"d","image":"default","localImage":null,"init":[],"start":null,"match":{"answer":"7","regex":null,"strip":true},"checks":[],"example":null,"labels":[]}""",
            task.ToJson().GetRawText());
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        using var document = JsonDocument.Parse("""{"description":"d","match":{"regex":"^7"}}""");

        var task = OperatingSystemTask.FromJson(document.RootElement);

        Assert.Equal("default", task.Image);
        Assert.True(task.Match!.Strip);
        Assert.True(task.Init.IsEmpty && task.Checks.IsEmpty && task.Labels.IsEmpty);
    }

    [Theory]
    [InlineData("""{"description":"d"}""", "the task has neither match nor checks")]
    [InlineData("""{"description":"d","match":{}}""", "match has neither answer nor regex")]
    [InlineData("""{"match":{"answer":"1"}}""", "lacks 'description'")]
    [InlineData("""{"description":7}""", "description is 7, expected a text")]
    [InlineData("""{"description":"d","checks":[{"language":"perl","code":"1"}]}""", "expected one of bash, python, c, c++")]
    [InlineData("null", "the data is null")]
    public void A_malformed_task_is_refused_by_field(string json, string fault)
    {
        using var document = JsonDocument.Parse(json);

        var exception = Assert.Throws<InvalidDataException>(() => OperatingSystemTask.FromJson(document.RootElement));

        Assert.Contains(fault, exception.Message, StringComparison.Ordinal);
    }
}
