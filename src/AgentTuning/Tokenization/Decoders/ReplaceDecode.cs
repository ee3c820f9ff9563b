using System.Text;
using AgentTuning.Tokenization.Patterns;

namespace AgentTuning.Tokenization.Decoders;

/// <summary>Replaces every match of a pattern within a token.</summary>
sealed class ReplaceDecode(TextPattern pattern, string replacement) : IDecodeStep
{
    /// <inheritdoc/>
    public List<DecodedToken> Apply(List<DecodedToken> tokens) => tokens.ConvertAll(token => token.IsLiteral ? token : token with { Text = Replace(token.Text) });

    string Replace(string text)
    {
        var matches = pattern.Matches(text);
        if (matches.Count == 0)
            return text;
        var result = new StringBuilder();
        var done = 0;
        foreach (var (start, length) in matches)
        {
            result.Append(text, done, start - done).Append(replacement);
            done = start + length;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }
}
