namespace AgentTuning.Llama.Generation;

/// <summary>Positions of one conversation that a step computes: part of its prompt, or the one position after it.</summary>
/// <param name="Blocks">The conversation's blocks from its first position on, up to and with the last one computed here.</param>
/// <param name="Tokens">The ids at these positions.</param>
/// <param name="FirstPosition">The position of the first of them.</param>
/// <param name="HasLogits">True where the scores after the last of them are wanted.</param>
sealed record DecoderChunk(KeyValueBlock[] Blocks, int[] Tokens, int FirstPosition, bool HasLogits);
