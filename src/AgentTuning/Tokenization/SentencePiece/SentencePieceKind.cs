namespace AgentTuning.Tokenization.SentencePiece;

/// <summary>What a piece of a SentencePiece vocabulary is for; the values are those of the file.</summary>
enum SentencePieceKind
{
    /// <summary>Text.</summary>
    Normal = 1,

    /// <summary>What has no other piece.</summary>
    Unknown = 2,

    /// <summary>A special token, which no text makes.</summary>
    Control = 3,

    /// <summary>Text that is always taken whole.</summary>
    UserDefined = 4,

    /// <summary>Kept out of results.</summary>
    Unused = 5,

    /// <summary>One byte.</summary>
    Byte = 6,
}
