using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Environments;
using AgentTuning.Trajectories;

namespace AgentTuning.Filtering;

/// <summary>Drops what earned less than its environment asks for (paper section 2.2: 1 everywhere, 2/3 for Mind2Web).</summary>
public sealed class RewardFilter : ITrajectoryFilter
{
    // Two thirds, summed from parts, may come out a rounding error below 2/3.
    const double Tolerance = 1e-9;

    readonly ImmutableSortedDictionary<string, double> _thresholds;

    /// <summary>With a threshold for each environment.</summary>
    /// <param name="thresholds">Environment to the least reward that is kept, from 0 to 1.</param>
    public RewardFilter(IReadOnlyDictionary<string, double> thresholds)
    {
        foreach (var (environment, threshold) in thresholds)
            if (!(threshold is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(thresholds), threshold, $"The threshold for {environment} must lie between 0 and 1.");
        _thresholds = thresholds.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Name => "reward";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings =>
        _thresholds.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>The thresholds of the definitions, with the user's own in their place where given.</summary>
    public static RewardFilter From(IEnumerable<EnvironmentDefinition> definitions, IReadOnlyDictionary<string, double> overrides)
    {
        var thresholds = definitions.ToDictionary(definition => definition.Name, definition => definition.RewardToKeep, StringComparer.Ordinal);
        foreach (var (environment, threshold) in overrides)
            thresholds[environment] = threshold;
        return new RewardFilter(thresholds);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The trajectory's environment has no threshold.</exception>
    public FilterVerdict Judge(Trajectory trajectory)
    {
        if (!_thresholds.TryGetValue(trajectory.Environment, out var threshold))
            throw new InvalidDataException(
                $"{trajectory.Id}: no reward threshold for the environment '{trajectory.Environment}', expected one of "
                + $"{string.Join(", ", _thresholds.Keys)}. Give its threshold.");

        if (trajectory.Reward is not { } reward)
            return FilterVerdict.Drop("no-reward", $"the episode ended without a reward, wanted {Number(threshold)} or more");
        return reward >= threshold - Tolerance
            ? FilterVerdict.Keep
            : FilterVerdict.Drop("below-threshold", $"reward {Number(reward)}, wanted {Number(threshold)} or more");
    }

    static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
