using System.Collections.Immutable;

namespace AgentTuning.Tokenization;

/// <summary>The ids of a text, and where each token lies in it.</summary>
/// <param name="TokenIds">(position)</param>
/// <param name="Starts">(position); the UTF-16 offset of the character that a token begins in. Never falls; tokens that share a character share its offset.</param>
public sealed record TokenizedText(ImmutableArray<int> TokenIds, ImmutableArray<int> Starts);
