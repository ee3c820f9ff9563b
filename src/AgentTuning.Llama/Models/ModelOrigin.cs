namespace AgentTuning.Llama.Models;

/// <summary>What a model was read from, as far as saving it needs that: fields that are not used here, the order of tensors.</summary>
/// <param name="Config">The bytes of its <c>config.json</c>.</param>
/// <param name="GenerationConfig">Those of its <c>generation_config.json</c>, if there was one.</param>
/// <param name="Index">Those of its index of several weight files, if there was one.</param>
/// <param name="Files">The weight files.</param>
sealed record ModelOrigin(byte[] Config, byte[]? GenerationConfig, byte[]? Index, IReadOnlyList<OriginFile> Files);
