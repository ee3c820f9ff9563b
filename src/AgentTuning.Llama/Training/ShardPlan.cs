using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>Cuts the examples of a step into shards of nearly equal work, keeping those with a shared prefix together.</summary>
static class ShardPlan
{
    /// <summary>The groups of each shard; some shards may have none. A pure function of the examples.</summary>
    public static IReadOnlyList<IReadOnlyList<SharedPrefix>> Create(IReadOnlyList<TokenizedExample> examples, int shards)
    {
        var groups = SharedPrefix.Group(examples);
        var members = groups
            .SelectMany((group, index) => group.Examples.Select(example => (Group: index, Example: example)))
            .OrderByDescending(member => member.Example.Length)
            .ToList();
        var loads = new long[shards];
        var parts = new List<TokenizedExample>?[shards, groups.Count];
        foreach (var (group, example) in members)
        {
            var prefix = groups[group].PrefixLength;
            var lightest = 0;
            for (var shard = 1; shard < shards; shard++)
            {
                if (Cost(shard) < Cost(lightest)) lightest = shard;
            }
            loads[lightest] = Cost(lightest);
            (parts[lightest, group] ??= []).Add(example);

            long Cost(int shard) => loads[shard] + example.Length - (parts[shard, group] is null ? 0 : prefix);
        }
        return [.. Enumerable.Range(0, shards).Select(shard => OfShard(groups, parts, shard))];
    }

    static List<SharedPrefix> OfShard(IReadOnlyList<SharedPrefix> groups, List<TokenizedExample>?[,] parts, int shard)
    {
        var result = new List<SharedPrefix>();
        var alone = new List<TokenizedExample>();
        for (var group = 0; group < groups.Count; group++)
        {
            if (parts[shard, group] is not { } examples) continue;
            if (examples.Count > 1 && groups[group].PrefixLength > 0) result.Add(new(groups[group].PrefixLength, examples));
            else alone.AddRange(examples);
        }
        if (alone.Count > 0) result.Add(new(0, alone));
        return result;
    }
}
