using System.Text.Json;
using AgentTuning.Environments.Database.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.Database.Generation;

public sealed class GeneratedDatabaseTasksTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Reading_gives_the_same_tasks_again()
    {
        var tasks = new GeneratedDatabaseTasks(TaskSplit.Train, 5);

        var first = await Read(tasks, 40);
        var second = await Read(new GeneratedDatabaseTasks(TaskSplit.Train, 5), 40);

        Assert.Equal(first.Select(Text), second.Select(Text));
        Assert.Null(tasks.Count);
    }

    [Fact]
    public void Another_seed_gives_other_tasks()
    {
        var first = new GeneratedDatabaseTasks(TaskSplit.Test, 1).Create(0);
        var second = new GeneratedDatabaseTasks(TaskSplit.Test, 2).Create(0);

        Assert.NotEqual(Text(first), Text(second));
        Assert.Equal("database/test/0@1", first.Id);
        Assert.Equal("database/dev/7", new GeneratedDatabaseTasks(TaskSplit.Development, 0).Create(7).Id);
    }

    [Theory]
    [InlineData(TaskSplit.Train)]
    [InlineData(TaskSplit.Development)]
    [InlineData(TaskSplit.Test)]
    public void The_categories_have_the_proportions_of_the_benchmark(TaskSplit split)
    {
        (string, int)[] expected =
        [
            ("INSERT", 100), ("UPDATE", 100), ("aggregation-AVG", 8), ("aggregation-MAX", 8), ("aggregation-MIN", 8), ("aggregation-SUM", 8),
            ("comparison", 17), ("counting", 17), ("other", 17), ("ranking", 17),
        ];
        var tasks = new GeneratedDatabaseTasks(split, 11);

        var counts = Enumerable.Range(0, 300).Select(index => tasks.Create(index).Category!).CountBy(category => category).ToDictionary();

        foreach (var (category, count) in expected)
            Assert.InRange(counts[category], count - 2, count + 2);
        Assert.Equal(expected.Length, counts.Count);
    }

    [Fact]
    public void Tasks_are_short_but_not_trivial()
    {
        var tasks = new GeneratedDatabaseTasks(TaskSplit.Test, 0);
        var records = Enumerable.Range(0, 900).Select(index => tasks.Create(index)).ToList();

        var words = Sorted(records, task => Field(task, "description").Split(' ').Length);
        var turns = Sorted(records, task => $"{Field(task, "description")}\n{Field(task, "add_description")}".Length);
        var statements = Sorted(records, task => Sql(task).Length);
        var rows = Sorted(records, task => Info(task).GetProperty("rows").GetArrayLength());
        var columns = Sorted(records, task => Info(task).GetProperty("columns").GetArrayLength());
        output.WriteLine($"question words: {Summary(words)}; question turn characters: {Summary(turns)}; SQL characters: {Summary(statements)}");
        output.WriteLine($"rows: {Summary(rows)}; columns: {Summary(columns)}");

        Assert.InRange(words.Average(), 15, 25);
        Assert.InRange(words[(int)(0.95 * words.Count)], 20, 40);
        Assert.InRange(turns[(int)(0.95 * turns.Count)], 200, 400);
        Assert.InRange(rows[0], 5, 6);
        Assert.InRange(rows[^1], 24, 26);
        Assert.InRange(columns[0], 3, 3);
        Assert.InRange(columns[^1], 6, 8);
    }

    [Fact]
    public void Questions_hardly_ever_repeat()
    {
        var tasks = new GeneratedDatabaseTasks(TaskSplit.Train, 0);

        var questions = Enumerable.Range(0, 2000).Select(index => Field(tasks.Create(index), "description")).ToHashSet();

        Assert.True(questions.Count > 1950, $"{questions.Count} of 2000 questions differ.");
    }

    [Fact]
    public void A_third_of_the_training_tasks_and_no_others_have_invented_tables()
    {
        var train = new GeneratedDatabaseTasks(TaskSplit.Train, 0);
        var none = new GeneratedDatabaseTasks(TaskSplit.Train, 0, new GeneratedTaskOptions { InventedShare = 0 });
        var titles = TopicLibrary.Of(TaskSplit.Train).Topics.SelectMany(topic => topic.Columns).Select(column => column.Header).ToList();

        Assert.InRange(Enumerable.Range(0, 600).Count(index => IsInvented(train.Create(index))), 120, 280);
        Assert.DoesNotContain(Enumerable.Range(0, 300), index => IsInvented(none.Create(index)));

        bool IsInvented(AgentTask task)
        {
            var header = Info(task).GetProperty("columns")[0].GetProperty("name").GetString()!.Replace('_', ' ');
            return !titles.Exists(title => header.StartsWith(title.Replace(".", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Deletions_are_generated_where_they_are_asked_for()
    {
        var tasks = new GeneratedDatabaseTasks(TaskSplit.Train, 0, new GeneratedTaskOptions { DeleteShare = 0.5 });

        var categories = Enumerable.Range(0, 200).Select(index => tasks.Create(index).Category).ToList();

        Assert.InRange(categories.Count(category => category == "DELETE"), 70, 130);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_share_beyond_its_limits_is_refused(double share)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => new GeneratedTaskOptions { DeleteShare = share });

        Assert.Equal("DeleteShare", refusal.ParamName);
    }

    static async Task<List<AgentTask>> Read(GeneratedDatabaseTasks tasks, int count)
    {
        var read = new List<AgentTask>();
        await foreach (var task in tasks.ReadAsync(TestContext.Current.CancellationToken))
        {
            read.Add(task);
            if (read.Count == count)
                break;
        }

        return read;
    }

    static string Text(AgentTask task) => $"{task.Id} {task.Seed} {task.Category} {task.Data.GetRawText()}";

    static string Field(AgentTask task, string name) => task.Data.GetProperty(name).GetString()!;

    static JsonElement Info(AgentTask task) => task.Data.GetProperty("table").GetProperty("table_info");

    static string Sql(AgentTask task) => task.Data.TryGetProperty("sql", out var sql)
        ? sql.GetProperty("query").GetString()!
        : task.Data.GetProperty("label")[0].GetString()!;

    static List<int> Sorted(List<AgentTask> tasks, Func<AgentTask, int> value) => [.. tasks.Select(value).Order()];

    static string Summary(List<int> sorted) => $"mean {sorted.Average():0.0}, 95 % below {sorted[(int)(0.95 * sorted.Count)]}, most {sorted[^1]}";
}
