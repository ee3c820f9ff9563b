using AgentTuning.Environments.Database;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.Database;

public sealed class AgentBenchDatabaseTasksTests : IDisposable
{
    const string Good = """{"description":"d","label":["1"],"table":{"table_name":"t","table_info":{"columns":[{"name":"a","type":"INT"}],"rows":[[1],[null],[2.50],[true]]}},"type":["counting"],"add_description":"x"}""";

    readonly string _folder = Directory.CreateTempSubdirectory("agenttuning-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("{\"description\":", "dev.jsonl line 2: not JSON")]
    [InlineData("[]", "dev.jsonl line 2: the task is [], expected an object")]
    [InlineData("""{"description":"d","table":{"table_name":"t","table_info":{"columns":["a"],"rows":[]}},"type":["other"]}""", "dev.jsonl line 2: 'label' is missing.")]
    [InlineData("""{"description":"d","label":[],"table":{"table_name":"t","table_info":{"columns":["a"],"rows":[]}},"type":["other"]}""", "dev.jsonl line 2: 'label' is [], expected at least one gold answer.")]
    [InlineData("""{"description":"d","label":[],"table":{"table_name":"t","table_info":{"columns":["a"],"rows":[]}},"type":["UPDATE"]}""", "dev.jsonl line 2: 'label' holds no SQL")]
    [InlineData("""{"description":"d","label":["1"],"table":{"table_name":5,"table_info":{"columns":["a"],"rows":[]}},"type":["other"]}""", "dev.jsonl line 2: 'table.table_name' is 5, expected a text.")]
    public async Task A_malformed_line_is_named_with_its_field(string line, string message)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "dev.jsonl"), $"{Good}\n{line}\n", TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(ReadAsync);

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_that_are_no_text_are_stored_as_Python_prints_them()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "dev.jsonl"), Good, TestContext.Current.CancellationToken);

        var task = Assert.Single(await ReadAsync());

        Assert.Equal("database/dev.jsonl/0", task.Id);
        Assert.Equal(["1", null, "2.5", "True"], DatabaseTask.FromJson(task.Data).Tables[0].Rows.Select(row => row[0]));
    }

    [Fact]
    public void A_folder_without_files_is_refused()
    {
        var exception = Assert.Throws<FileNotFoundException>(() => new AgentBenchDatabaseTasks(_folder, TaskSplit.Test));

        Assert.Contains("holds no .jsonl file", exception.Message, StringComparison.Ordinal);
    }

    async Task<List<AgentTask>> ReadAsync()
    {
        var tasks = new List<AgentTask>();
        await foreach (var task in new AgentBenchDatabaseTasks(_folder, TaskSplit.Test).ReadAsync(TestContext.Current.CancellationToken))
            tasks.Add(task);
        return tasks;
    }
}
