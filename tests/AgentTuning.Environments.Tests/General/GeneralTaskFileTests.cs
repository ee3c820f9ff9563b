using AgentTuning.Environments.General;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.General;

public sealed class GeneralTaskFileTests : IDisposable
{
    const string Good =
        """{"kind":"capital","category":"facts","exchanges":[{"question":"Capital of France?","reply":"Paris","rule":"answer","expected":["Paris"]}]}""";

    readonly string _folder = Directory.CreateTempSubdirectory("general-tasks-").FullName;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Tasks_of_the_users_own_are_read_line_by_line()
    {
        var tasks = await ReadAsync(Good, "", Good);

        Assert.Equal(["general/tasks.jsonl/1", "general/tasks.jsonl/3"], tasks.Select(task => task.Id));
        Assert.Equal("facts", tasks[0].Category);
        Assert.Equal(TaskSplit.Test, tasks[0].Split);
        Assert.Equal("Capital of France?", GeneralEnvironment.Read(tasks[1]).Exchanges[0].Question);
    }

    [Theory]
    [InlineData("{", "line 2")]
    [InlineData("null", "line 2")]
    [InlineData("""{"kind":"a","category":"b"}""", "exchanges")]
    [InlineData("""{"kind":"a","category":"b","exchanges":[]}""", "one question or two")]
    [InlineData("""{"kind":"a","category":"b","exchanges":[{"question":"Q","reply":"R","rule":"guess","expected":["R"]}]}""", "rule")]
    [InlineData("""{"kind":"a","category":"b","exchanges":[{"question":"Q","reply":"R","rule":"exact"}]}""", "expected is empty")]
    [InlineData("""{"kind":"a","category":"b","exchanges":[{"question":"Q","reply":"R","rule":"exact","expected":["S"]}]}""", "does not pass its own rule")]
    [InlineData("""{"kind":"a","category":"b","exchanges":[{"question":"Q","reply":"1","rule":"number","expected":["one"]}]}""", "does not pass its own rule")]
    public async Task A_faulty_line_is_named_with_its_number(string line, string fault)
    {
        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Good, line));

        Assert.Contains("tasks.jsonl line 2", exception.Message, StringComparison.Ordinal);
        Assert.Contains(fault, exception.Message, StringComparison.Ordinal);
    }

    async Task<AgentTask[]> ReadAsync(params string[] lines)
    {
        var path = Path.Combine(_folder, "tasks.jsonl");
        await File.WriteAllLinesAsync(path, lines, Token);
        return await new GeneralTaskFile(path, TaskSplit.Test).ReadAsync(Token).ToArrayAsync(Token);
    }
}
