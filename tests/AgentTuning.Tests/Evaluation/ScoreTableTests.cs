using System.Collections.Immutable;
using AgentTuning.Environments;
using AgentTuning.Evaluation;
using AgentTuning.Tasks;
using AgentTuning.Tests.Episodes;
using AgentTuning.Tests.Filtering;
using AgentTuning.Trajectories;

namespace AgentTuning.Tests.Evaluation;

public sealed class ScoreTableTests
{
    static readonly EnvironmentDefinition Database = new CountingWorld().Define() with
    {
        Name = "database",
        Metric = "mean of three",
        ScoreGroup = category => category is "INSERT" or "UPDATE" ? category : "SELECT",
    };

    [Fact]
    public void The_score_is_the_mean_over_score_groups_that_weigh_the_same()
    {
        var table = new ScoreTable([Database]);
        Add(table, "a", ("INSERT", 1), ("INSERT", 1), ("UPDATE", 0), ("ranking", 1), ("counting", 0), ("other", 0), ("other", 0));

        var cell = Assert.Single(table.Cells);

        Assert.Equal(100 * (1 + 0 + 0.25) / 3, cell.Score!.Value, 1e-9);
        Assert.Equal([("INSERT", 100.0, 2), ("SELECT", 25.0, 4), ("UPDATE", 0.0, 1)], cell.Groups.Select(group => (group.Name, group.Score, group.Tasks)));
        Assert.Equal(["INSERT", "UPDATE", "counting", "other", "ranking"], cell.Categories.Select(category => category.Name));
        Assert.True(cell.Interval!.Low < cell.Score && cell.Score < cell.Interval.High);
    }

    [Fact]
    public void An_environment_without_groups_averages_over_all_tasks()
    {
        var table = new ScoreTable([Database with { ScoreGroup = null }]);
        Add(table, "a", ("INSERT", 1), ("UPDATE", 0), ("other", 0), ("other", 0));

        var cell = Assert.Single(table.Cells);

        Assert.Equal(25, cell.Score);
        Assert.Empty(cell.Groups);
    }

    [Fact]
    public void A_failed_episode_has_no_reward_and_is_counted_apart()
    {
        var table = new ScoreTable([Database]);
        table.Add(TrajectoryExample.Make("database/test/0", 0, 1));
        table.Add(TrajectoryExample.Make("database/test/1", 0, null, EpisodeEnding.EnvironmentFailed));
        table.Add(TrajectoryExample.Make("database/test/2", 0, null, EpisodeEnding.AgentFailed));
        table.Add(TrajectoryExample.Make("database/test/2", 1, 1));

        var cell = Assert.Single(table.Cells);

        Assert.Equal((100.0, 2, 1, 4, 2), (cell.Score, cell.Tasks, cell.TasksWithoutReward, cell.Episodes, cell.Failures));
        Assert.Equal(["agent-failed=1", "completed=2", "environment-failed=1"], cell.Endings.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    [Fact]
    public void Where_all_episodes_failed_there_is_no_score()
    {
        var table = new ScoreTable([Database]);
        table.Add(TrajectoryExample.Make(reward: null, ending: EpisodeEnding.AgentFailed));

        var cell = Assert.Single(table.Cells);

        Assert.Null(cell.Score);
        Assert.Null(cell.Interval);
    }

    [Fact]
    public void Several_attempts_give_pass_at_k()
    {
        var table = new ScoreTable([Database with { ScoreGroup = null }]);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            table.Add(TrajectoryExample.Make("database/test/0", attempt, attempt == 0 ? 1 : 0));
            table.Add(TrajectoryExample.Make("database/test/1", attempt, 0));
        }

        var cell = Assert.Single(table.Cells);

        Assert.Equal(12.5, cell.Score);
        Assert.Equal([(1, 12.5), (2, 25.0), (4, 50.0)], cell.PassAt.Select(pass => (pass.K, pass.Score)));
    }

    [Fact]
    public void Metrics_are_averaged_over_the_episodes_that_have_them()
    {
        var table = new ScoreTable([Database]);
        table.Add(TrajectoryExample.Make("database/test/0") with { Metrics = ImmutableSortedDictionary<string, double>.Empty.Add("f1", 0.5) });
        table.Add(TrajectoryExample.Make("database/test/1") with { Metrics = ImmutableSortedDictionary<string, double>.Empty.Add("f1", 1) });
        table.Add(TrajectoryExample.Make("database/test/2"));

        Assert.Equal(0.75, Assert.Single(table.Cells).Metrics["f1"]);
    }

    [Fact]
    public void Two_agents_are_compared_on_the_tasks_that_both_have()
    {
        var table = new ScoreTable([Database]);
        Add(table, "base", [.. Enumerable.Range(0, 12).Select(i => ("other", i < 2 || i > 9 ? 1.0 : 0.0))]);
        Add(table, "tuned", [.. Enumerable.Range(0, 10).Select(i => ("other", i < 8 ? 1.0 : 0.0))]);

        var comparison = Assert.Single(table.CompareWith("base"));

        Assert.Equal(("base", "tuned", 10, 2, 0), (comparison.Baseline, comparison.Agent, comparison.Tasks, comparison.OnlyBaseline, comparison.OnlyAgent));
        Assert.Equal((20.0, 80.0), (comparison.BaselineScore, comparison.AgentScore));
        Assert.Equal((6, 0, 4), (comparison.Wins, comparison.Losses, comparison.Ties));
        Assert.Equal(60, comparison.Difference, 1e-9);
        Assert.Equal(22.0528, comparison.Interval.Low, 1e-4);
        Assert.Equal(77.5528, comparison.Interval.High, 1e-4);
        Assert.Equal(0.03125, comparison.SignTest, 1e-9);
    }

    [Fact]
    public void Scores_made_under_different_rules_are_compared_only_when_that_is_asked_for()
    {
        ScoreTable Fill(bool allows)
        {
            var table = new ScoreTable([Database], allows);
            table.Add(TrajectoryExample.Make(), "base");
            table.Add(Under("mariadb", 0.7), "tuned");
            return table;
        }

        var exception = Assert.Throws<InvalidDataException>(() => Fill(allows: false).CompareWith("base"));

        Assert.Equal(
            "base and tuned were run on database under different rules: engine none and mariadb, temperature 0 and 0.7. Their scores are not comparable. "
            + "Evaluate both under one, or allow different provenance expressly.",
            exception.Message);
        Assert.Single(Fill(allows: true).CompareWith("base"));
    }

    [Fact]
    public void One_agents_episodes_under_different_rules_make_no_common_score()
    {
        var table = new ScoreTable([Database]);
        table.Add(TrajectoryExample.Make());

        var exception = Assert.Throws<InvalidDataException>(() => table.Add(Under("mariadb", 0) with { Task = "database/test/9" }));

        Assert.StartsWith("reference was run on database under different rules: engine none and mariadb.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_attempt_twice_is_an_error()
    {
        var table = new ScoreTable([Database]);
        table.Add(TrajectoryExample.Make());

        var exception = Assert.Throws<InvalidDataException>(() => table.Add(TrajectoryExample.Make()));

        Assert.StartsWith("database/train/0 has two trajectories of attempt 0 by reference", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Splits_are_scored_apart_and_cells_are_in_a_fixed_order()
    {
        var table = new ScoreTable([Database]);
        table.Add(TrajectoryExample.Make("os/test/0"), "b");
        table.Add(TrajectoryExample.Make("database/test/0"), "b");
        table.Add(TrajectoryExample.Make("database/test/0") with { Split = TaskSplit.Test }, "b");
        table.Add(TrajectoryExample.Make("database/test/0"), "a");

        Assert.Equal(
            [("database", TaskSplit.Test, "b"), ("database", TaskSplit.Train, "b"), ("database", TaskSplit.Train, "a"), ("os", TaskSplit.Train, "b")],
            table.Cells.Select(cell => (cell.Environment, cell.Split, cell.Agent)));
    }

    [Fact]
    public void A_baseline_that_does_not_exist_is_named_with_those_that_do()
    {
        var table = new ScoreTable([Database]);
        table.Add(TrajectoryExample.Make());

        Assert.StartsWith("There is no agent 'base', expected one of reference.", Assert.Throws<ArgumentException>(() => table.CompareWith("base")).Message, StringComparison.Ordinal);
    }

    static Trajectory Under(string engine, double temperature)
    {
        var trajectory = TrajectoryExample.Make();
        return trajectory with { Provenance = trajectory.Provenance with { Engine = engine, Temperature = temperature } };
    }

    static void Add(ScoreTable table, string agent, params (string Category, double Reward)[] episodes)
    {
        foreach (var (index, (category, reward)) in episodes.Index())
            table.Add(TrajectoryExample.Make($"database/test/{index}", reward: reward) with { Category = category }, agent);
    }
}
