using AgentTuning.Environments.KnowledgeGraph;
using AgentTuning.Environments.KnowledgeGraph.Official;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Official;

public sealed class OfficialQuestionsTests
{
    [Fact]
    public async Task Of_the_20_questions_of_dev_18_earn_the_full_reward()
    {
        var (right, reasons) = await PlayAllAsync("dev.json", "strict");

        Assert.Equal(18, right);
        Assert.Equal(["get_relations 1", "intersection 1"], reasons);
    }

    [Fact]
    public async Task Of_the_1214_training_questions_1095_earn_the_full_reward()
    {
        var (right, reasons) = await PlayAllAsync("kg_rl_all.json", "strict");

        Assert.Equal(1095, right);
        Assert.Equal(["argmax 20", "get_neighbors 7", "get_relations 26", "intersection 66"], reasons);
    }

    [Fact]
    public async Task Relaxed_rules_leave_61_training_questions_unplayable()
    {
        var (right, reasons) = await PlayAllAsync("kg_rl_all.json", "relaxed");

        Assert.Equal(1153, right);
        Assert.Equal(["argmax 20", "get_neighbors 7", "get_relations 12", "intersection 22"], reasons);
    }

    [Fact]
    public async Task The_programs_are_the_gold_expressions()
    {
        var reverse = ReverseProperties.Read(Path.Combine(SharedFiles.KnowledgeGraphTasks, "ontology", "reverse_properties"));
        var different = new List<string>();
        var count = 0;
        foreach (var file in (string[])["dev.json", "kg_rl_all.json"])
        {
            await foreach (var task in Open(file).ReadAsync(TestContext.Current.CancellationToken))
            {
                var question = KnowledgeGraphTask.FromJson(task.Data);
                count++;
                if (GoldExpression.Normalize(GoldProgram.Of(question.Actions)!.Text, reverse) != GoldExpression.Normalize(question.Expression!, reverse))
                    different.Add($"{task.Id}: {GoldProgram.Of(question.Actions)!.Text} is not {question.Expression}");
            }
        }

        Assert.Equal(1234, count);
        Assert.Empty(different);
    }

    [Fact]
    public async Task A_derived_graph_is_the_same_every_time_and_holds_more_than_the_answers()
    {
        var first = await Open("dev.json").ReadAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        var second = await Open("dev.json").ReadAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(first.Select(task => task.Data.GetRawText()), second.Select(task => task.Data.GetRawText()));
        Assert.All(first, task => Assert.True(KnowledgeGraphTask.FromJson(task.Data).Graph.Triples!.Split('\n').Length > 5));
    }

    static AgentBenchKnowledgeTasks Open(string file) => new(Path.Combine(SharedFiles.KnowledgeGraphTasks, file), TaskSplit.Train);

    // What the first refused call of each episode that earns less than 1 was.
    static async Task<(int Right, IReadOnlyList<string> Reasons)> PlayAllAsync(string file, string rules)
    {
        var tasks = Open(file);
        var options = new EnvironmentOptions { Settings = new EnvironmentOptions().Settings.Add("rules", rules) };
        await using var host = await KnowledgeGraphDefinition.Create().OpenAsync(options, TestContext.Current.CancellationToken);
        var right = 0;
        var reasons = new List<string>();
        await foreach (var task in tasks.ReadAsync(TestContext.Current.CancellationToken))
        {
            var episode = await GoldEpisode.PlayAsync(host, task);
            if (episode.Grade.Reward == 1)
                right++;
            else
                reasons.Add(episode.Observations.FirstOrDefault(said => !said.StartsWith("Observation:", StringComparison.Ordinal)) is { } fault
                    ? fault[..fault.IndexOf('(', StringComparison.Ordinal)].Replace("argmin", "argmax", StringComparison.Ordinal)
                    : $"no fault in {task.Id}");
        }

        return (right, [.. reasons.GroupBy(reason => reason).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}")]);
    }
}
