using System.Collections.Immutable;
using AgentTuning.Conversations;
using AgentTuning.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Reports;

/// <summary>Counts the episodes of one agent in one environment.</summary>
sealed class EpisodeTally
{
    readonly HashSet<string> _tasks = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, int> _endings = new(StringComparer.Ordinal);
    int _episodes;
    int _rewarded;
    double _rewards;
    long _replies;

    /// <summary>Takes one more.</summary>
    public void Add(Trajectory trajectory)
    {
        _episodes++;
        _tasks.Add(trajectory.Task);
        _replies += trajectory.Turns.Count(turn => turn is { Role: TurnRole.Assistant, HasLoss: true });
        var ending = WireNames.Of(trajectory.Ending);
        _endings[ending] = _endings.GetValueOrDefault(ending) + 1;
        if (trajectory.Reward is not { } reward)
            return;
        _rewarded++;
        _rewards += reward;
    }

    /// <summary>The counts so far; at least one episode was taken.</summary>
    public CollectionCounts ToCounts(string environment, string agent) => new()
    {
        Environment = environment,
        Agent = agent,
        Episodes = _episodes,
        Tasks = _tasks.Count,
        MeanReward = _rewarded == 0 ? null : _rewards / _rewarded,
        MeanReplies = (double)_replies / _episodes,
        Endings = _endings.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };
}
