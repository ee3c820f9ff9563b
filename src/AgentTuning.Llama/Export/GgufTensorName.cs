namespace AgentTuning.Llama.Export;

/// <summary>A weight under both of its names.</summary>
/// <param name="HuggingFace">In a checkpoint.</param>
/// <param name="Gguf">In a GGUF file.</param>
/// <param name="Shape">Sizes of the dimensions.</param>
/// <param name="Heads">
/// Heads whose rows are in another order in the file: there, the two numbers that rotary positions turn against each other are neighbours; in a
/// checkpoint they are half a head apart. 0 where the rows are in the same order.
/// </param>
sealed record GgufTensorName(string HuggingFace, string Gguf, long[] Shape, int Heads);
