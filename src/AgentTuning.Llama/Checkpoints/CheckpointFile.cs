namespace AgentTuning.Llama.Checkpoints;

/// <summary>A file that goes into a checkpoint as it is, such as <c>tokenizer.json</c>.</summary>
/// <param name="Name">A file name without a folder.</param>
/// <param name="Bytes">The whole content.</param>
public sealed record CheckpointFile(string Name, ReadOnlyMemory<byte> Bytes);
