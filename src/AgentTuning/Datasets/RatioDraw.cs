using System.Security.Cryptography;
using System.Text;

namespace AgentTuning.Datasets;

/// <summary>Draws examples by ratio: an agent one with probability η, else a general one (paper section 2.3: J = η·E_agent + (1−η)·E_general).</summary>
/// <remarks>
/// Within the agent pools, and within each general pool, nothing comes twice before all of it came once. Each stream has a seed of its own,
/// so that one pool's size does not move the draws from another. The same pools, η and seed give the same draws.
/// </remarks>
public sealed class RatioDraw
{
    readonly IReadOnlyList<DrawPool> _pools;
    readonly double _agentShare;
    readonly int[] _generals;
    readonly int[] _agentEnds;
    readonly EpochDraw _agentDraw;
    readonly EpochDraw[] _generalDraws;
    readonly Random _random;

    /// <summary>Begins at the first draw.</summary>
    /// <param name="pools">With different names.</param>
    /// <param name="agentShare">η, from 0 to 1.</param>
    /// <param name="seed">Seeds every stream.</param>
    /// <exception cref="InvalidDataException">A pool that is to be drawn from is empty or missing.</exception>
    public RatioDraw(IReadOnlyList<DrawPool> pools, double agentShare, int seed)
    {
        RequireExamples(pools, agentShare);
        _pools = pools;
        _agentShare = agentShare;
        _generals = [.. Enumerable.Range(0, pools.Count).Where(i => !pools[i].IsAgent)];
        _agentEnds = Ends(pools);
        _agentDraw = new EpochDraw(pools.Where(pool => pool.IsAgent).Sum(pool => pool.Count), SeedOf(seed, "agent"));
        _generalDraws = [.. _generals.Select(i => new EpochDraw(pools[i].Count, SeedOf(seed, $"general/{pools[i].Name}")))];
        _random = new Random(SeedOf(seed, "mixture"));
    }

    /// <summary>The draws after which each agent example came once on average, or, where η is 0, each general one.</summary>
    public static int EpochLength(IReadOnlyList<DrawPool> pools, double agentShare) => agentShare > 0
        ? (int)Math.Round(pools.Where(pool => pool.IsAgent).Sum(pool => pool.Count) / agentShare)
        : pools.Where(pool => !pool.IsAgent).Sum(pool => pool.Count);

    /// <summary>The seeds made of a seed: <c>mixture</c> decides between the pools, the others the order within a pool.</summary>
    public static IEnumerable<KeyValuePair<string, int>> Seeds(IEnumerable<DrawPool> pools, int seed) => pools
        .Where(pool => !pool.IsAgent)
        .Select(pool => $"general/{pool.Name}")
        .Concat(["mixture", "agent"])
        .Select(name => KeyValuePair.Create(name, SeedOf(seed, name)));

    /// <summary>The next example.</summary>
    public PoolDraw Next()
    {
        if (_random.NextDouble() < _agentShare)
        {
            var index = _agentDraw.Next();
            var pool = Array.FindIndex(_agentEnds, end => index < end);
            return new(pool, index - (_agentEnds[pool] - _pools[pool].Count), _agentDraw.Epoch);
        }

        var general = Choose();
        return new(_generals[general], _generalDraws[general].Next(), _generalDraws[general].Epoch);
    }

    static void RequireExamples(IReadOnlyList<DrawPool> pools, double agentShare)
    {
        if (agentShare > 0 && pools.Where(pool => pool.IsAgent).Sum(pool => pool.Count) == 0)
            throw new InvalidDataException(FormattableString.Invariant(
                $"The agent share is {agentShare}, but there is no agent conversation to draw from. Collect and filter some, or set the share to 0."));
        if (agentShare >= 1)
            return;
        if (pools.All(pool => pool.IsAgent))
            throw new InvalidDataException(FormattableString.Invariant($"The agent share is {agentShare}, but there is no general source. Give one, or set the share to 1."));
        if (pools.FirstOrDefault(pool => pool is { IsAgent: false, Count: 0 }) is { } empty)
            throw new InvalidDataException($"The general source '{empty.Name}' has nothing to draw from. Leave it out or look at what was dropped.");
    }

    // Where each agent pool ends among all agent examples; general pools never hold an index.
    static int[] Ends(IReadOnlyList<DrawPool> pools)
    {
        var ends = new int[pools.Count];
        var end = 0;
        for (var i = 0; i < pools.Count; i++)
            ends[i] = pools[i].IsAgent ? end += pools[i].Count : 0;
        return ends;
    }

    static int SeedOf(int seed, string name) =>
        BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}/{name}")))) & int.MaxValue;

    int Choose()
    {
        var at = _random.NextDouble() * _generals.Sum(i => _pools[i].Weight);
        for (var i = 0; i < _generals.Length - 1; i++)
            if ((at -= _pools[_generals[i]].Weight) < 0)
                return i;
        return _generals.Length - 1;
    }
}
