using System.Globalization;
using System.Text;

namespace AgentTuning.Tokenization;

/// <summary>Shows people what a model reads of an example and where its loss is taken.</summary>
/// <remarks>
/// What has loss stands in <c>⟦</c> <c>⟧</c>, or is green; special tokens are named. Control and formatting characters
/// but line feeds and tabs are written as <c>\u{1B}</c>, so that a text can neither drive the terminal nor hide.
/// </remarks>
public sealed class TokenInspector(ITokenizer tokenizer)
{
    const string Green = "\e[32m";
    const string Dim = "\e[2m";
    const string Plain = "\e[0m";

    // Some vocabularies drop the space that a text begins with; what stands in the middle of one keeps it.
    readonly IReadOnlyList<int> _before = tokenizer.Encode("a");

    /// <summary>A line of figures, then the example's text. Ends with a line feed.</summary>
    public string Inspect(TokenizedExample example, TokenInspectorOptions? options = null)
    {
        options ??= new TokenInspectorOptions();
        var supervised = example.Mask.Count(hasLoss => hasLoss);
        var share = example.Length == 0 ? 0 : 100.0 * supervised / example.Length;
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture, $"{Visible(example.Id)}: {example.Length} tokens, {supervised} with loss ({share:0.0} %)\n");

        for (var start = 0; start < example.Length;)
        {
            var hasLoss = example.Mask[start];
            var end = start;
            while (end < example.Length && example.Mask[end] == hasLoss)
                end++;

            if (hasLoss)
                text.Append(options.Color ? Green : "⟦");
            AppendRun(text, example.TokenIds.AsSpan()[start..end], options, hasLoss);
            if (hasLoss)
                text.Append(options.Color ? Plain : "⟧");
            start = end;
        }

        return text.Append('\n').ToString();
    }

    void AppendRun(StringBuilder text, ReadOnlySpan<int> ids, TokenInspectorOptions options, bool hasLoss)
    {
        var ordinary = new List<int>();
        for (var i = 0; i < ids.Length; i++)
        {
            if (i > 0 && options.ShowsTokens)
            {
                Flush(text, ordinary);
                text.Append(options.Color ? $"{Dim}·{Plain}{(hasLoss ? Green : "")}" : "·");
            }

            if (tokenizer.SpecialTokenText(ids[i]) is { } name)
            {
                Flush(text, ordinary);
                text.Append(name);
            }
            else
            {
                ordinary.Add(ids[i]);
            }
        }

        Flush(text, ordinary);
    }

    // Tokens are decoded together: one alone may be a part of a character.
    void Flush(StringBuilder text, List<int> ids)
    {
        text.Append(Visible(tokenizer.Decode(_before.Concat(ids))[tokenizer.Decode(_before).Length..]));
        ids.Clear();
    }

    static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isHidden = rune.Value is not ('\n' or '\t') && Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (isHidden)
                visible.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            else
                visible.Append(rune);
        }

        return visible.ToString();
    }
}
