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

    /// <summary>The text of ids; special tokens are left out, and bytes that are no UTF-8 become U+FFFD.</summary>
    string Decode(IEnumerable<int> ids);
}
