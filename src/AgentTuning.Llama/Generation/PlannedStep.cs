namespace AgentTuning.Llama.Generation;

/// <summary>What the next step does for one conversation.</summary>
/// <param name="Conversation">The conversation, in the hands of one thread until the step is settled.</param>
/// <param name="Chunk">The positions to be computed.</param>
/// <param name="CopySource">A block with the same beginning as the first block of the chunk, to be copied there before; or null.</param>
sealed record PlannedStep(LiveConversation Conversation, DecoderChunk Chunk, KeyValueBlock? CopySource);
