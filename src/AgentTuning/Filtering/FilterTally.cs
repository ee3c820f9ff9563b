using System.Collections.Immutable;
using AgentTuning.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Filtering;

/// <summary>Counts what is read, kept and dropped.</summary>
sealed class FilterTally
{
    readonly SortedDictionary<string, Counts> _environments = new(StringComparer.Ordinal);

    public void Read(Trajectory trajectory)
    {
        if (!_environments.TryGetValue(trajectory.Environment, out var counts))
            _environments.Add(trajectory.Environment, counts = new Counts());
        counts.Read++;
        var ending = WireNames.Of(trajectory.Ending);
        counts.Endings[ending] = counts.Endings.GetValueOrDefault(ending) + 1;
    }

    public void Keep(string environment, int replies)
    {
        _environments[environment].Kept++;
        _environments[environment].Replies += replies;
    }

    public void TakeBack(string environment, int replies)
    {
        _environments[environment].Kept--;
        _environments[environment].Replies -= replies;
    }

    public void Count(Drop drop)
    {
        var drops = _environments[drop.Environment].Drops;
        drops[(drop.Filter, drop.Reason)] = drops.GetValueOrDefault((drop.Filter, drop.Reason)) + 1;
    }

    /// <summary>The report over everything counted.</summary>
    /// <param name="order">The names of the filters, in their order.</param>
    public (ImmutableArray<EnvironmentFilterCounts> Environments, ImmutableArray<DropCount> Drops) Sum(IReadOnlyList<string> order)
    {
        var all = new Dictionary<(string Filter, string Reason), int>();
        foreach (var counts in _environments.Values)
            foreach (var (key, count) in counts.Drops)
                all[key] = all.GetValueOrDefault(key) + count;

        return ([.. _environments.Select(pair => CountsOf(pair.Key, pair.Value, order))], Sort(all, order));
    }

    static EnvironmentFilterCounts CountsOf(string environment, Counts counts, IReadOnlyList<string> order) => new()
    {
        Environment = environment,
        Read = counts.Read,
        Kept = counts.Kept,
        KeptShare = (double)counts.Kept / counts.Read,
        AverageReplies = counts.Kept == 0 ? null : (double)counts.Replies / counts.Kept,
        Endings = counts.Endings.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Drops = Sort(counts.Drops, order),
    };

    static ImmutableArray<DropCount> Sort(Dictionary<(string Filter, string Reason), int> drops, IReadOnlyList<string> order) =>
    [
        .. drops
            .Select(pair => new DropCount(pair.Key.Filter, pair.Key.Reason, pair.Value))
            .OrderBy(count => order.Index().First(item => item.Item == count.Filter).Index)
            .ThenBy(count => count.Reason, StringComparer.Ordinal),
    ];

    sealed class Counts
    {
        public int Read { get; set; }

        public int Kept { get; set; }

        public long Replies { get; set; }

        public Dictionary<string, int> Endings { get; } = new(StringComparer.Ordinal);

        public Dictionary<(string Filter, string Reason), int> Drops { get; } = [];
    }
}
