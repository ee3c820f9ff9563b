using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Conversations;
using AgentTuning.Environments;
using AgentTuning.Trajectories;

namespace AgentTuning.Filtering;

/// <summary>Drops episodes with replies that broke the environment's grammar, even where they recovered and earned the reward.</summary>
/// <remarks>
/// The environment counts such replies and reports them as the metric <see cref="Grade.InvalidReplies"/>; a trajectory without the metric
/// is taken to have none. Empty replies, and episodes without any reply to learn from, are seen here for every environment.
/// </remarks>
/// <param name="mostInvalidReplies">Episodes with more of them are dropped; 0 or more.</param>
public sealed class FormatFilter(int mostInvalidReplies) : ITrajectoryFilter
{
    readonly int _mostInvalidReplies = mostInvalidReplies >= 0
        ? mostInvalidReplies
        : throw new ArgumentOutOfRangeException(nameof(mostInvalidReplies), mostInvalidReplies, "The number of replies must be 0 or more.");

    /// <inheritdoc/>
    public string Name => "format";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings =>
        ImmutableSortedDictionary<string, string>.Empty.Add("mostInvalidReplies", _mostInvalidReplies.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public FilterVerdict Judge(Trajectory trajectory)
    {
        if (!trajectory.Turns.Any(turn => turn is { Role: TurnRole.Assistant, HasLoss: true }))
            return FilterVerdict.Drop("no-reply", "the episode has no reply to learn from");

        var empty = trajectory.Turns.Count(turn =>
            turn is { Role: TurnRole.Assistant, HasLoss: true, ToolCalls: null or { Count: 0 } } && string.IsNullOrWhiteSpace(turn.Text));
        if (empty > 0)
            return FilterVerdict.Drop("empty-reply", $"{empty} empty replies, wanted none");

        var invalid = trajectory.Metrics.GetValueOrDefault(Grade.InvalidReplies);
        return invalid <= _mostInvalidReplies
            ? FilterVerdict.Keep
            : FilterVerdict.Drop(
                "invalid-reply",
                string.Create(CultureInfo.InvariantCulture, $"{invalid} replies broke the grammar, wanted {_mostInvalidReplies} at most"));
    }
}
