namespace AgentTuning.Llama.Models;

/// <summary>A weight file that a model was read from.</summary>
/// <param name="Name">Without a folder.</param>
/// <param name="Header">Its bytes before the numbers.</param>
/// <param name="Tensors">Names and number types in the order of the bytes.</param>
/// <param name="Unused">The bytes of tensors that the model does not hold, by name.</param>
sealed record OriginFile(
    string Name, byte[] Header, IReadOnlyList<(string Name, WeightType Type)> Tensors, IReadOnlyDictionary<string, byte[]> Unused);
