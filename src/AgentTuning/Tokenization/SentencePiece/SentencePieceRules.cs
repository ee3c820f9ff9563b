using AgentTuning.Tokenization.Models;
using AgentTuning.Tokenization.Normalizers;

namespace AgentTuning.Tokenization.SentencePiece;

/// <summary>How SentencePiece changes text before it is encoded.</summary>
sealed record SentencePieceRules
{
    /// <summary>Characters and what they become, or null.</summary>
    public CharacterMap? Map { get; init; }

    /// <summary>True where a space is put in front of the text.</summary>
    public bool HasPrefix { get; init; }

    /// <summary>True where only the text's own beginning gets the space, not what follows a special token.</summary>
    public bool PrefixesOnlyFirst { get; init; }

    /// <summary>True where runs of spaces become one, and spaces at the ends are removed.</summary>
    public bool RemovesExtraSpaces { get; init; }

    /// <summary>True where spaces become U+2581. Default true.</summary>
    public bool EscapesSpaces { get; init; } = true;

    /// <summary>True where the space is put behind the text instead of in front.</summary>
    public bool TreatsSpaceAsSuffix { get; init; }

    /// <summary>Texts that stay as they are.</summary>
    public LiteralFinder? UserDefined { get; init; }
}
