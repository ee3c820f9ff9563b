using System.Collections.Immutable;
using AgentTuning.Environments;

namespace AgentTuning.Collection;

/// <summary>Counts finished episodes. Safe for several callers at once.</summary>
sealed class CollectionTally(int? total, TimeProvider clock)
{
    readonly Lock _gate = new();
    readonly SortedDictionary<EpisodeEnding, int> _endings = [];
    readonly long _start = clock.GetTimestamp();

    // Decimal, so that the sum does not depend on the order of finishing.
    decimal _rewards;
    int _graded;
    int _resumed;
    int _finished;
    int _failuresInARow;

    public void Resume(EpisodeEnding ending, double? reward)
    {
        lock (_gate)
        {
            Count(ending, reward);
            _resumed++;
        }
    }

    /// <summary>Counts an episode of this start.</summary>
    /// <returns>How many episodes in a row have failed, this one included.</returns>
    public int Add(EpisodeEnding ending, double? reward)
    {
        lock (_gate)
        {
            Count(ending, reward);
            return _failuresInARow = ending is EpisodeEnding.AgentFailed or EpisodeEnding.EnvironmentFailed ? _failuresInARow + 1 : 0;
        }
    }

    public CollectionProgress ToProgress(bool isComplete = false)
    {
        lock (_gate)
            return new CollectionProgress
            {
                Total = isComplete ? _finished : total,
                Finished = _finished,
                Resumed = _resumed,
                Endings = _endings.ToImmutableSortedDictionary(),
                MeanReward = _graded == 0 ? null : (double)(_rewards / _graded),
                Elapsed = clock.GetElapsedTime(_start),
                IsComplete = isComplete,
            };
    }

    void Count(EpisodeEnding ending, double? reward)
    {
        _finished++;
        _endings[ending] = _endings.GetValueOrDefault(ending) + 1;
        if (reward is { } value)
        {
            _rewards += (decimal)value;
            _graded++;
        }
    }
}
