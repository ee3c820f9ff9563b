using AgentTuning.Environments.Database;
using AgentTuning.Environments.Database.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.Database.Generation;

public sealed class JoinTests
{
    [Fact]
    public void A_join_asks_the_second_table_about_a_row_of_the_first()
    {
        var tasks = new GeneratedDatabaseTasks(TaskSplit.Train, 0, new GeneratedTaskOptions { JoinShare = 1 });

        foreach (var index in Enumerable.Range(0, 100))
        {
            var task = tasks.Create(index);
            var record = DatabaseTask.FromJson(task.Data);
            var (first, second) = (record.Tables[0], record.Tables[1]);
            var link = first.Columns.Select((column, i) => (column.Name, i)).Single(column => column.Name == second.Columns[0].Name).i;

            Assert.Equal("join", task.Category);
            Assert.StartsWith("There are 2 tables involved with this task. The name of the 1st table is ", record.AddDescription, StringComparison.Ordinal);
            Assert.Contains($" INNER JOIN `{second.Name}` AS T2 ", record.GoldQuery, StringComparison.Ordinal);
            Assert.All(first.Rows, row => Assert.Single(second.Rows, described => described[0] == row[link]));
            Assert.Contains(second.Rows, row => row.Contains(record.Labels[0] as string));
        }
    }
}
