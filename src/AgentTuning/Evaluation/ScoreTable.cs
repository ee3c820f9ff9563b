using System.Collections.Immutable;
using AgentTuning.Environments;
using AgentTuning.Files;
using AgentTuning.Tasks;
using AgentTuning.Trajectories;

namespace AgentTuning.Evaluation;

/// <summary>Scores of agents × environments, made of trajectories that are added one by one.</summary>
/// <remarks>One caller at a time. What is kept of a trajectory is its reward and a few counts.</remarks>
/// <param name="definitions">The environments whose score groups, metrics and kinds are known.</param>
/// <param name="allowsDifferentProvenance">True to put together and compare what was made under different rules, because the user asked for it.</param>
public sealed class ScoreTable(IEnumerable<EnvironmentDefinition> definitions, bool allowsDifferentProvenance = false)
{
    readonly ImmutableDictionary<string, EnvironmentDefinition> _definitions =
        definitions.ToImmutableDictionary(definition => definition.Name, StringComparer.Ordinal);

    readonly List<ScoreTally> _tallies = [];

    /// <summary>The agents, in the order in which they came.</summary>
    public ImmutableArray<string> Agents => [.. _tallies.Select(tally => tally.Agent).Distinct(StringComparer.Ordinal)];

    /// <summary>The cells, by environment and split and then in the order of the agents.</summary>
    public ImmutableArray<ScoreCell> Cells => [.. Ordered().Select(tally => tally.ToCell())];

    /// <summary>Takes one more trajectory.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="label">What to call its agent; null takes the trajectory's own name for it.</param>
    /// <exception cref="InvalidDataException">The same attempt at the task is there already, or the trajectory was made under other rules than those before.</exception>
    public void Add(Trajectory trajectory, string? label = null)
    {
        var agent = label ?? trajectory.Agent;
        var tally = _tallies.Find(tally => Is(tally, agent, trajectory.Environment, trajectory.Split));
        if (tally is null)
            _tallies.Add(tally = new ScoreTally(agent, trajectory.Environment, trajectory.Split, _definitions.GetValueOrDefault(trajectory.Environment)));
        tally.Add(trajectory);
        if (tally.Provenance.Count > 1 && !allowsDifferentProvenance)
            throw new InvalidDataException(
                $"{agent} was run on {trajectory.Environment} under different rules: {tally.Provenance[0].DifferenceTo(tally.Provenance[1])}. "
                + "Such rewards make no common score. Evaluate again under one, or allow different provenance expressly.");
    }

    /// <summary>Compares every other agent with a baseline, wherever both attempted the same tasks.</summary>
    /// <param name="baseline">One of <see cref="Agents"/>.</param>
    /// <exception cref="InvalidDataException">Two of the cells were made under different rules.</exception>
    public ImmutableArray<ScoreComparison> CompareWith(string baseline)
    {
        if (!Agents.Contains(baseline, StringComparer.Ordinal))
            throw new ArgumentException($"There is no agent '{baseline}', expected one of {string.Join(", ", Agents)}.", nameof(baseline));

        var comparisons = ImmutableArray.CreateBuilder<ScoreComparison>();
        foreach (var agent in Ordered().Where(tally => tally.Agent != baseline))
        {
            var other = _tallies.Find(tally => Is(tally, baseline, agent.Environment, agent.Split));
            if (other is null)
                continue;
            RefuseDifferentRules(other, agent);
            if (PairedTasks.Compare(other, agent) is { } comparison)
                comparisons.Add(comparison);
        }

        return comparisons.ToImmutable();
    }

    void RefuseDifferentRules(ScoreTally baseline, ScoreTally agent)
    {
        if (allowsDifferentProvenance || baseline.Provenance[0] == agent.Provenance[0])
            return;
        throw new InvalidDataException(
            $"{baseline.Agent} and {agent.Agent} were run on {agent.Environment} under different rules: {baseline.Provenance[0].DifferenceTo(agent.Provenance[0])}. "
            + "Their scores are not comparable. Evaluate both under one, or allow different provenance expressly.");
    }

    IEnumerable<ScoreTally> Ordered() => _tallies
        .OrderBy(tally => tally.Environment, StringComparer.Ordinal)
        .ThenBy(tally => WireNames.Of(tally.Split), StringComparer.Ordinal)
        .ThenBy(tally => Agents.IndexOf(tally.Agent));

    static bool Is(ScoreTally tally, string agent, string environment, TaskSplit split) =>
        tally.Split == split
        && string.Equals(tally.Agent, agent, StringComparison.Ordinal)
        && string.Equals(tally.Environment, environment, StringComparison.Ordinal);
}
