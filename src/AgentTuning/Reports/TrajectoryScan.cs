using System.Security.Cryptography;
using AgentTuning.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Reports;

/// <summary>One reading of a file of trajectories: its hash, its counts, and its first attempts; the file may be larger than the memory.</summary>
sealed class TrajectoryScan
{
    readonly SortedDictionary<(string Environment, string Agent), EpisodeTally> _tallies = [];
    readonly List<(string Environment, string Agent, PlayedTask Played)> _played = [];

    TrajectoryScan()
    {
    }

    /// <summary>SHA-256 of the lines, as an evaluation notes it.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The first attempts, in the order of the file.</summary>
    public IReadOnlyList<(string Environment, string Agent, PlayedTask Played)> Played => _played;

    /// <summary>What the file holds, by environment and agent.</summary>
    public IEnumerable<CollectionCounts> Counts => _tallies.Select(pair => pair.Value.ToCounts(pair.Key.Environment, pair.Key.Agent));

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">A line is no trajectory; the message names it.</exception>
    public static async Task<TrajectoryScan> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var scan = new TrajectoryScan();
        await foreach (var line in JsonLines.ReadAsync(path, cancellationToken))
        {
            scan.Add(TrajectoryLine.Read(line), path);
            hash.AppendData(line.Bytes.Span);
            hash.AppendData("\n"u8);
        }
        scan.Hash = Convert.ToHexStringLower(hash.GetHashAndReset());
        return scan;
    }

    void Add(Trajectory trajectory, string path)
    {
        var key = (trajectory.Environment, trajectory.Agent);
        if (!_tallies.TryGetValue(key, out var tally))
            _tallies.Add(key, tally = new EpisodeTally());
        tally.Add(trajectory);
        if (trajectory.Attempt == 0)
            _played.Add((key.Environment, key.Agent, new PlayedTask(trajectory.Task, trajectory.Category, trajectory.Reward ?? 0, path, trajectory.Id)));
    }
}
