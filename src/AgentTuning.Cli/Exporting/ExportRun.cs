using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentTuning.Cli.Training;
using AgentTuning.Export;
using AgentTuning.Files;
using AgentTuning.Gguf;
using AgentTuning.Llama.Export;
using AgentTuning.Llama.Models;

namespace AgentTuning.Cli.Exporting;

/// <summary>Writes an export beside its place, compares it with its source, and puts it there if it follows.</summary>
sealed class ExportRun(ExportRequest request, CommandContext context)
{
    const double Gigabyte = 1e9;

    /// <summary>Writes and compares.</summary>
    /// <returns>The report, which is on the disk too. Where it failed, what was written stays beside the place, with <c>.failed</c> behind its name.</returns>
    public async Task<ParityReport> RunAsync(CancellationToken cancellationToken)
    {
        var output = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Output));
        var pending = output + ".unchecked";
        Delete(pending);
        var report = request.IsGguf ? await WriteGgufAsync(pending, cancellationToken) : await WriteFolderAsync(pending, cancellationToken);
        report = report with { Export = request.Output };
        var place = report.HasPassed ? output : output + ".failed";
        if (!report.HasPassed) Delete(place);
        if (request.IsGguf)
        {
            File.Move(pending, place, overwrite: true);
        }
        else
        {
            if (Directory.Exists(place)) Directory.Delete(place); // an empty one
            Directory.Move(pending, place);
        }
        var reports = request.IsGguf ? Path.Combine(Path.GetDirectoryName(place)!, Path.GetFileNameWithoutExtension(output) + ".parity") : Path.Combine(place, "parity");
        await AtomicFile.WriteAllBytesAsync(
            reports + ".json", Encoding.UTF8.GetBytes(JsonSerializer.Serialize(report, ParityJson.Document.ParityReport) + "\n"), cancellationToken);
        await AtomicFile.WriteAllBytesAsync(reports + ".txt", Encoding.UTF8.GetBytes(ParityText.Of(report)), cancellationToken);
        if (!report.HasPassed) context.Remark($"error: the export does not follow its source. What was written is kept as {place} for a look at it.");
        return report;
    }

    async Task<ParityReport> WriteGgufAsync(string path, CancellationToken cancellationToken)
    {
        var options = new GgufExportOptions
        {
            Type = request.Type is { } type ? GgufExportTypes.Parse(type) : GgufTensorType.F16,
            Name = request.ModelName,
            PreTokenizer = request.PreTokenizer,
        };
        await GgufExport.WriteAsync(request.Model, path, options, cancellationToken);
        context.Remark($"Wrote {request.Output} ({Size(new FileInfo(path).Length)}). Comparing it with {request.Model} ...");
        return ParityCheck.OfGguf(request.Model, path, options, request.ToolVersion, cancellationToken);
    }

    async Task<ParityReport> WriteFolderAsync(string path, CancellationToken cancellationToken)
    {
        var config = Student.ReadConfig(request.Model);
        var options = new HfExportOptions
        {
            Type = request.Type is { } type ? Enum.Parse<WeightType>(type, ignoreCase: true) : null,
            MaxShardBytes = request.MaxShardGigabytes is { } gigabytes ? Math.Max(1, (long)(gigabytes * Gigabyte)) : null,
            Card = ModelCard.Of(request.ModelName, Shape(config), request.Run is { } run ? [request.Model, run] : [request.Model]),
        };
        await HfExport.WriteAsync(request.Model, path, options, cancellationToken);
        var size = Directory.EnumerateFiles(path).Sum(file => new FileInfo(file).Length);
        context.Remark($"Wrote {request.Output} ({Size(size)}). Comparing it with {request.Model} ...");
        return ParityCheck.OfFolder(request.Model, path, options.Type, request.ToolVersion, cancellationToken);
    }

    static string Shape(LlamaConfig config) => string.Create(
        CultureInfo.InvariantCulture,
        $"A {config.Family} with {config.ParameterCount:N0} parameters: {config.LayerCount} layers, width {config.HiddenSize}, context of {config.MaxPositions:N0} tokens, vocabulary of {config.VocabularySize:N0}.");

    static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB");

    static void Delete(string path)
    {
        if (File.Exists(path)) File.Delete(path);
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }
}
