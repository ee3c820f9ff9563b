namespace AgentTuning.Tokenization;

/// <summary>Turns text into token ids and back.</summary>
/// <remarks>Safe for several callers at once. Decoding what was encoded gives the same text, for any text.</remarks>
public interface ITokenizer
{
    /// <summary>One more than the largest id.</summary>
    int VocabularySize { get; }

    /// <summary>Opens a text (<c>&lt;s&gt;</c>).</summary>
    int BeginningOfTextId { get; }

    /// <summary>Closes the model's turn (<c>&lt;/s&gt;</c>).</summary>
    int EndOfTextId { get; }

    /// <summary>The ids of a text, without special tokens: text that spells one is encoded as ordinary text.</summary>
    IReadOnlyList<int> Encode(string text);

    /// <summary>The ids of a rendered conversation, and where each token lies.</summary>
    /// <remarks>
    /// Special tokens spelled in trusted parts become special ids. Between them the text is encoded as one piece, whatever parts it comes from, so that the
    /// ids are those of Hugging Face's tokenizers for the whole text, wherever no conversation spells a special token.
    /// </remarks>
    /// <param name="parts">In their order; together the whole text.</param>
    TokenizedText Encode(IReadOnlyList<RenderedPart> parts);

    /// <summary>The text of a special token, or null where the id is an ordinary one.</summary>
    string? SpecialTokenText(int id);

    /// <summary>The special token that a text begins with, the longest one, or null.</summary>
    string? SpecialTokenAt(ReadOnlyMemory<char> text);

    /// <summary>The id of a special token, or null where there is none of that text.</summary>
    int? SpecialTokenId(string text);

    /// <summary>The text of ids; special tokens are left out, and bytes that are no UTF-8 become U+FFFD.</summary>
    string Decode(IEnumerable<int> ids);
}
