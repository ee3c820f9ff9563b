namespace AgentTuning.Llama.Memory;

/// <summary>One part of the memory that training takes.</summary>
/// <param name="Name">What lies there.</param>
/// <param name="Bytes">How much.</param>
/// <param name="Note">How that comes about.</param>
public sealed record MemoryItem(string Name, long Bytes, string Note);
