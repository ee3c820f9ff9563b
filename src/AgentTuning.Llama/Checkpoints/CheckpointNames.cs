namespace AgentTuning.Llama.Checkpoints;

/// <summary>The files of a model's folder that belong to the model itself.</summary>
static class CheckpointNames
{
    public const string Config = "config.json";
    public const string GenerationConfig = "generation_config.json";
    public const string Weights = "model.safetensors";
    public const string Index = "model.safetensors.index.json";

    /// <summary>The name of one of several weight files.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="count">Of all files.</param>
    public static string Shard(int number, int count) => FormattableString.Invariant($"model-{number:D5}-of-{count:D5}.safetensors");

    /// <summary>True where a further file may have this name.</summary>
    public static bool IsFree(string name) =>
        Path.GetFileName(name) == name && name is not ("" or "." or ".." or Config or GenerationConfig or Weights or Index);
}
