using AgentTuning.Datasets;
using AgentTuning.Tokenization;

namespace AgentTuning.Fitting;

/// <summary>A plain text as the model reads it: opened, closed, and learned from end to end.</summary>
public static class PlainTextExample
{
    /// <summary>The source of all plain texts.</summary>
    public const string Source = "text";

    /// <summary>The example of a text.</summary>
    public static TokenizedExample Of(PlainText text, ITokenizer tokenizer) =>
        Learned(text.Id, [tokenizer.BeginningOfTextId, .. tokenizer.Encode(text.Text), tokenizer.EndOfTextId]);

    /// <summary>Pieces of limited length, each opened as a text is; only the last is closed. Every token is learned once.</summary>
    internal static IReadOnlyList<TokenizedExample> Split(TokenizedExample whole, int maxLength) =>
    [
        .. whole.TokenIds.Skip(1).Chunk(maxLength - 1).Select((ids, i) => Learned($"{whole.Id}#{i + 1}", [whole.TokenIds[0], .. ids])),
    ];

    static TokenizedExample Learned(string id, int[] ids) => new()
    {
        Id = id,
        Source = Source,
        TokenIds = [.. ids],
        Mask = [.. ids.Select((_, position) => position > 0)],
    };
}
