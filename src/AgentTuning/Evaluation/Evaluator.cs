using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using AgentTuning.Environments;
using AgentTuning.Files;
using AgentTuning.Tasks;
using AgentTuning.Trajectories;

namespace AgentTuning.Evaluation;

/// <summary>Scores files of trajectories.</summary>
/// <param name="definitions">The environments whose score groups, metrics and kinds are known.</param>
/// <param name="options">How to score.</param>
public sealed class Evaluator(IReadOnlyList<EnvironmentDefinition> definitions, EvaluationOptions options)
{
    /// <summary>The name of the file that <see cref="WriteAsync"/> writes.</summary>
    public const string ReportFile = "evaluation.json";

    /// <summary>Reads the files one by one and scores what they hold.</summary>
    /// <param name="inputs">Files of trajectories, each with the label of its agent, or null for the trajectories' own name for it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">A line is no trajectory, or results of different provenance meet.</exception>
    public async Task<EvaluationReport> RunAsync(IEnumerable<(string Path, string? Label)> inputs, CancellationToken cancellationToken = default)
    {
        var table = new ScoreTable(definitions, options.AllowsDifferentProvenance);
        var read = ImmutableArray.CreateBuilder<EvaluationInput>();
        foreach (var (path, label) in inputs)
            read.Add(await ReadAsync(table, path, label, cancellationToken));

        var cells = table.Cells;
        var baseline = options.Baseline ?? (table.Agents.Length > 1 ? table.Agents[0] : null);
        return new EvaluationReport
        {
            ToolVersion = options.ToolVersion,
            Inputs = read.ToImmutable(),
            Baseline = baseline,
            AllowsDifferentProvenance = options.AllowsDifferentProvenance,
            Scores = cells,
            Comparisons = baseline is null ? [] : table.CompareWith(baseline),
            Overall = [.. table.Agents.SelectMany(agent => OverallOf(agent, cells))],
        };
    }

    /// <summary>Writes an evaluation, whole or not at all.</summary>
    public static async Task WriteAsync(EvaluationReport report, string folder, CancellationToken cancellationToken = default)
    {
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(report, EvaluationJson.Document.EvaluationReport), (byte)'\n'];
        await AtomicFile.WriteAllBytesAsync(Path.Combine(folder, ReportFile), json, cancellationToken);
    }

    static async Task<EvaluationInput> ReadAsync(ScoreTable table, string path, string? label, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        await foreach (var line in JsonLines.ReadAsync(path, cancellationToken))
        {
            var trajectory = TrajectoryLine.Read(line);
            try
            {
                table.Add(trajectory, label);
            }
            catch (InvalidDataException exception)
            {
                throw new InvalidDataException($"{line.Place}: {exception.Message}", exception);
            }

            hash.AppendData(line.Bytes.Span);
            hash.AppendData("\n"u8);
            count++;
        }

        return new EvaluationInput(Path.GetFileName(path), label, count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    static IEnumerable<AgentOverallScore> OverallOf(string agent, ImmutableArray<ScoreCell> cells)
    {
        var scores = cells
            .Where(cell => cell.Agent == agent && cell.Score is not null)
            .GroupBy(cell => cell.Environment, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => (group.FirstOrDefault(cell => cell.Split == TaskSplit.Test) ?? group.First()).Score!.Value,
                StringComparer.Ordinal);
        return Enum.GetValues<EnvironmentKind>()
            .Select(kind => OverallScore.Of(kind, scores))
            .OfType<OverallScore>()
            .Select(overall => new AgentOverallScore(agent, overall));
    }
}
