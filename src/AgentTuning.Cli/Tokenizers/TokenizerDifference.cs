using System.Collections.Immutable;

namespace AgentTuning.Cli.Tokenizers;

/// <summary>A text whose ids are not the expected ones.</summary>
/// <param name="Index">The text's place among the inputs, from 0 on.</param>
/// <param name="Text">The text.</param>
/// <param name="Found">The ids found.</param>
/// <param name="Wanted">The ids wanted.</param>
sealed record TokenizerDifference(int Index, string Text, ImmutableArray<int> Found, ImmutableArray<int> Wanted);
