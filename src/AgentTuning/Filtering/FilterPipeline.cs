using System.Security.Cryptography;
using System.Text.Json;
using AgentTuning.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Filtering;

/// <summary>Reads trajectories, keeps those that every filter keeps, and writes down why the others went.</summary>
/// <remarks>
/// The file is read twice and never held: first to judge, then to copy the kept lines as they stand, in their order. Every output
/// appears whole, so that a run that was killed is simply run again and gives the same bytes.
/// </remarks>
/// <param name="filters">Asked in this order; the first that drops gives the reason.</param>
/// <param name="duplicates">Which trajectories of the same task stay.</param>
public sealed class FilterPipeline(IReadOnlyList<ITrajectoryFilter> filters, DuplicatePolicy duplicates)
{
    /// <summary>The name of the file with the kept lines.</summary>
    public const string KeptFile = "kept.jsonl";

    /// <summary>The name of the file with one line per dropped trajectory.</summary>
    public const string DroppedFile = "dropped.jsonl";

    /// <summary>The name of the report.</summary>
    public const string ReportFile = "filter.json";

    const string DuplicatesName = "duplicates";

    /// <summary>Filters a file into a folder.</summary>
    /// <param name="input">The trajectories, as JSON lines.</param>
    /// <param name="outputFolder">Where the three files go; made where it is missing.</param>
    /// <param name="progress">Told the share of the work that is done, from 0 to 1.</param>
    /// <param name="cancellationToken">Stops, and leaves the outputs as they were.</param>
    /// <exception cref="InvalidDataException">A line is no trajectory, or the file changed while it was read.</exception>
    public async Task<FilterReport> RunAsync(
        string input, string outputFolder, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var meter = new ByteMeter(progress, total: 2 * Math.Max(1, new FileInfo(input).Length));
        var isKept = new List<bool>();
        var tally = new FilterTally();

        await using var dropped = AtomicFile.Create(Path.Combine(outputFolder, DroppedFile));
        var hash = await JudgeAsync(input, isKept, tally, dropped.Stream, meter, cancellationToken);

        await using var kept = AtomicFile.Create(Path.Combine(outputFolder, KeptFile));
        await CopyAsync(input, isKept, hash, kept.Stream, meter, cancellationToken);

        var (environments, drops) = tally.Sum([.. filters.Select(filter => filter.Name), DuplicatesName]);
        var report = new FilterReport
        {
            Input = Path.GetFileName(input),
            InputHash = hash,
            Read = isKept.Count,
            Kept = isKept.Count(kept => kept),
            Dropped = isKept.Count(kept => !kept),
            Filters = [.. filters.Select(filter => new FilterSettings(filter.Name, filter.Settings))],
            Duplicates = duplicates,
            Drops = drops,
            Environments = environments,
        };
        await kept.CommitAsync(cancellationToken);
        await dropped.CommitAsync(cancellationToken);
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(report, FilterJson.Document.FilterReport), (byte)'\n'];
        await AtomicFile.WriteAllBytesAsync(Path.Combine(outputFolder, ReportFile), json, cancellationToken);
        return report;
    }

    async Task<string> JudgeAsync(
        string input, List<bool> isKept, FilterTally tally, Stream dropped, ByteMeter meter, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var tasks = new TaskDuplicates(duplicates);
        await foreach (var line in JsonLines.ReadAsync(input, cancellationToken))
        {
            var trajectory = TrajectoryLine.Read(line);
            if (!ids.TryAdd(trajectory.Id, line.Number))
                throw new InvalidDataException($"{line.Place}: id {trajectory.Id} stands on line {ids[trajectory.Id]} already, expected every id once.");
            Append(hash, line);
            meter.Add(line);

            foreach (var drop in Judge(trajectory, isKept, tally, tasks))
            {
                tally.Count(drop);
                await dropped.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(drop, FilterJson.Line.Drop), cancellationToken);
                await dropped.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    IEnumerable<Drop> Judge(Trajectory trajectory, List<bool> isKept, FilterTally tally, TaskDuplicates tasks)
    {
        tally.Read(trajectory);
        foreach (var filter in filters)
            if (filter.Judge(trajectory) is { IsKept: false } verdict)
            {
                isKept.Add(false);
                yield return new Drop(trajectory.Id, trajectory.Environment, filter.Name, verdict.Reason!, verdict.Detail!);
                yield break;
            }

        var candidate = TaskDuplicates.Candidate.From(isKept.Count, trajectory);
        isKept.Add(true);
        tally.Keep(candidate.Environment, candidate.Replies);
        if (tasks.Offer(candidate.Index, trajectory) is not { } pair)
            yield break;
        isKept[pair.Loser.Index] = false;
        tally.TakeBack(pair.Loser.Environment, pair.Loser.Replies);
        yield return new Drop(pair.Loser.Id, pair.Loser.Environment, DuplicatesName, WireNames.Of(duplicates), $"{pair.Winner.Id} shows the same task");
    }

    static async Task CopyAsync(
        string input, List<bool> isKept, string expectedHash, Stream kept, ByteMeter meter, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var index = 0;
        await foreach (var line in JsonLines.ReadAsync(input, cancellationToken))
        {
            if (index == isKept.Count)
                break; // Lines that a collector added since.
            Append(hash, line);
            meter.Add(line);
            if (isKept[index++])
            {
                await kept.WriteAsync(line.Bytes, cancellationToken);
                await kept.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != expectedHash)
            throw new InvalidDataException($"{Path.GetFileName(input)} was changed while it was read. Run the filter again.");
    }

    static void Append(IncrementalHash hash, JsonLine line)
    {
        hash.AppendData(line.Bytes.Span);
        hash.AppendData("\n"u8);
    }

    sealed class ByteMeter(IProgress<double>? progress, long total)
    {
        long _done;

        public void Add(JsonLine line)
        {
            _done += line.Bytes.Length + 1;
            progress?.Report(Math.Min(1, (double)_done / total));
        }
    }
}
