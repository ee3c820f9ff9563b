using System.Collections.Immutable;

namespace AgentTuning.Tokenization.Normalizers;

/// <summary>One normalizer after another.</summary>
sealed class NormalizerSequence(ImmutableArray<INormalizer> steps) : INormalizer
{
    /// <inheritdoc/>
    public TextPiece Normalize(TextPiece piece)
    {
        foreach (var step in steps)
            piece = step.Normalize(piece);
        return piece;
    }
}
