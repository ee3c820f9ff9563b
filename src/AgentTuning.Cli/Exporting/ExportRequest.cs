using AgentTuning.Cli.Hub;
using AgentTuning.Hub;

namespace AgentTuning.Cli.Exporting;

/// <summary>What <c>export</c> was asked for.</summary>
sealed record ExportRequest
{
    /// <summary>The folder of the model.</summary>
    public required string Model { get; init; }

    /// <summary>True for one GGUF file, false for a folder.</summary>
    public required bool IsGguf { get; init; }

    /// <summary>The number type; null is the format's own.</summary>
    public string? Type { get; init; }

    /// <summary>The file or folder that is written.</summary>
    public required string Output { get; init; }

    /// <summary>The model's name; null is that of its folder.</summary>
    public string? Name { get; init; }

    /// <summary>A run folder for the model card.</summary>
    public string? Run { get; init; }

    /// <summary>The most gigabytes in one file of weights.</summary>
    public double? MaxShardGigabytes { get; init; }

    /// <summary>llama.cpp's name for the pre-tokenizer.</summary>
    public string? PreTokenizer { get; init; }

    /// <summary>Goes into the report.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The model's name.</summary>
    public string ModelName => Name ?? HubName.Parse(Model)?.Repository.Split('/')[1] ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Model)));

    /// <summary>Checks that the options go together.</summary>
    /// <exception cref="UsageException">They do not.</exception>
    public void Check()
    {
        if (!ModelFolder.CanBe(Model)) throw new UsageException($"{Model}: there is no such folder. It holds config.json, model.safetensors and tokenizer.json.");
        if (File.Exists(Path.Combine(Model, "adapter_config.json")) && !File.Exists(Path.Combine(Model, "config.json")))
            throw new UsageException($"{Model} holds an adapter and no whole model. Merge it into its base first.");
        if (!IsGguf && Type == "q8_0") throw new UsageException("--type q8_0 goes with --format gguf: safetensors has no such type.");
        if (!IsGguf && PreTokenizer is not null) throw new UsageException("--pre goes with --format gguf.");
        if (IsGguf && (MaxShardGigabytes is not null || Run is not null)) throw new UsageException("--run and --max-shard-gb go with --format hf.");
        if (MaxShardGigabytes is <= 0) throw new UsageException($"--max-shard-gb is {MaxShardGigabytes}, expected a number above 0.");
        if (Run is not null && !Directory.Exists(Run)) throw new UsageException($"--run {Run}: there is no such folder.");
        if (IsGguf && Directory.Exists(Output)) throw new UsageException($"--out {Output} is a folder, expected the name of a file such as {Path.Combine(Output, "model.gguf")}.");
        if (!IsGguf && File.Exists(Output)) throw new UsageException($"--out {Output} is a file, expected a folder.");
        if (!IsGguf && Directory.Exists(Output) && Directory.EnumerateFileSystemEntries(Output).Any())
            throw new UsageException($"--out {Output} is not empty. Name another folder, or delete it.");
    }
}
