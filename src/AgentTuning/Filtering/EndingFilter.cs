using System.Collections.Immutable;
using AgentTuning.Environments;
using AgentTuning.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Filtering;

/// <summary>Drops episodes that did not end as wanted: an agent that ran into a limit shows how not to finish.</summary>
/// <param name="kept">The endings to keep; the default of the commands is <see cref="EpisodeEnding.Completed"/> alone.</param>
public sealed class EndingFilter(IEnumerable<EpisodeEnding> kept) : ITrajectoryFilter
{
    readonly ImmutableSortedSet<EpisodeEnding> _kept = [.. kept];

    /// <inheritdoc/>
    public string Name => "ending";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings =>
        ImmutableSortedDictionary<string, string>.Empty.Add("keep", string.Join(' ', _kept.Select(WireNames.Of)));

    /// <inheritdoc/>
    public FilterVerdict Judge(Trajectory trajectory) => _kept.Contains(trajectory.Ending)
        ? FilterVerdict.Keep
        : FilterVerdict.Drop(
            WireNames.Of(trajectory.Ending),
            $"the episode ended by {WireNames.Of(trajectory.Ending)}, wanted {string.Join(" or ", _kept.Select(WireNames.Of))}");
}
