using System.Collections.Immutable;
using AgentTuning.Conversations;
using AgentTuning.Environments;
using AgentTuning.Files;
using AgentTuning.Tasks;
using AgentTuning.Trajectories;

namespace AgentTuning.Evaluation;

/// <summary>Gathers the episodes of one cell.</summary>
/// <param name="agent">The agent or its label.</param>
/// <param name="environment">The environment's name.</param>
/// <param name="split">The part of the task set.</param>
/// <param name="definition">The environment's data sheet; null where it is not known here.</param>
sealed class ScoreTally(string agent, string environment, TaskSplit split, EnvironmentDefinition? definition)
{
    const double Percent = 100;
    const double Tolerance = 1e-9;

    readonly SortedDictionary<string, ScoredTask> _tasks = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, int> _endings = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, (double Sum, int Count)> _metrics = new(StringComparer.Ordinal);
    readonly SortedSet<string> _models = new(StringComparer.Ordinal);
    readonly List<ScoreProvenance> _provenance = [];
    int _episodes;
    int _failures;
    long _replies;

    public string Agent => agent;

    public string Environment => environment;

    public TaskSplit Split => split;

    /// <summary>What the episodes were made under, the first first.</summary>
    public IReadOnlyList<ScoreProvenance> Provenance => _provenance;

    /// <summary>The tasks with a reward, by id.</summary>
    public IReadOnlyDictionary<string, ScoredTask> Tasks =>
        _tasks.Where(pair => pair.Value.Rewards.Count > 0).ToDictionary(StringComparer.Ordinal);

    public void Add(Trajectory trajectory)
    {
        if (!_tasks.TryGetValue(trajectory.Task, out var task))
            _tasks.Add(trajectory.Task, task = new ScoredTask(trajectory.Category));
        if (!task.Attempts.Add(trajectory.Attempt))
            throw new InvalidDataException(
                $"{trajectory.Task} has two trajectories of attempt {trajectory.Attempt} by {agent}, expected one. Were two runs of the same agent given? Label them apart.");

        _episodes++;
        _replies += trajectory.Turns.Count(turn => turn is { Role: TurnRole.Assistant, HasLoss: true });
        if (trajectory.Reward is { } reward)
            task.Rewards.Add(reward);
        else
            _failures++;
        var ending = WireNames.Of(trajectory.Ending);
        _endings[ending] = _endings.GetValueOrDefault(ending) + 1;
        foreach (var (name, value) in trajectory.Metrics)
            _metrics[name] = (_metrics.GetValueOrDefault(name).Sum + value, _metrics.GetValueOrDefault(name).Count + 1);
        if (trajectory.Provenance.Model is { } model)
            _models.Add(model);
        var provenance = ScoreProvenance.Of(trajectory.Provenance);
        if (!_provenance.Contains(provenance))
            _provenance.Add(provenance);
    }

    public ScoreCell ToCell()
    {
        ScoredTask[] tasks = [.. Tasks.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];
        var score = tasks.Length == 0 ? null : Score(tasks);
        var groups = Groups(tasks);
        return new ScoreCell
        {
            Agent = agent,
            Environment = environment,
            Kind = definition?.Kind,
            Split = split,
            Metric = definition?.Metric ?? "mean reward",
            Score = score?.Mean * Percent,
            Interval = score?.Interval.Times(Percent),
            Tasks = tasks.Length,
            TasksWithoutReward = _tasks.Count - tasks.Length,
            Episodes = _episodes,
            Failures = _failures,
            AverageReplies = (double)_replies / _episodes,
            Groups = definition?.ScoreGroup is null ? [] : ScoresOf(groups),
            Categories = ScoresOf(tasks.Where(task => task.Category is not null).GroupBy(task => task.Category!, StringComparer.Ordinal)),
            PassAt = PassAt(tasks, groups),
            Endings = _endings.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Metrics = _metrics.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Sum / pair.Value.Count, StringComparer.Ordinal),
            Models = [.. _models],
            Provenance = [.. _provenance],
        };
    }

    /// <summary>The mean reward of tasks, score groups weighing the same.</summary>
    public MeanReward Score(IReadOnlyList<ScoredTask> tasks) =>
        MeanReward.OverGroups([.. Groups(tasks).Select(group => MeanReward.Of([.. group.Select(task => task.Rewards)]))]);

    /// <summary>The name of a task's score group.</summary>
    public string GroupOf(ScoredTask task) => definition?.ScoreGroup?.Invoke(task.Category) ?? "";

    IGrouping<string, ScoredTask>[] Groups(IEnumerable<ScoredTask> tasks) =>
        [.. tasks.GroupBy(GroupOf, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)];

    static ImmutableArray<GroupScore> ScoresOf(IEnumerable<IGrouping<string, ScoredTask>> groups) =>
    [
        .. groups.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            var mean = MeanReward.Of([.. group.Select(task => task.Rewards)]);
            return new GroupScore(group.Key, mean.Mean * Percent, mean.Interval.Times(Percent), mean.Tasks);
        }),
    ];

    ImmutableArray<PassAtK> PassAt(ScoredTask[] tasks, IGrouping<string, ScoredTask>[] groups)
    {
        var fewest = tasks.Length == 0 ? 0 : tasks.Min(task => task.Rewards.Count);
        if (fewest < 2)
            return [];
        var success = (definition?.RewardToKeep ?? 1) - Tolerance;
        int[] ks = [.. Enumerable.Range(0, 31).Select(power => 1 << power).TakeWhile(k => k < fewest), fewest];
        return [.. ks.Select(k => new PassAtK(k, Percent * groups.Average(group => group.Average(task =>
            PassAtK.Estimate(task.Rewards.Count, task.Rewards.Count(reward => reward >= success), k)))))];
    }
}
