namespace AgentTuning.Tokenization.Decoders;

/// <summary>Reads the visible character for a space, and takes away the one that was put in front of the text.</summary>
sealed class MetaspaceDecode(char replacement, bool hasPrefix) : IDecodeStep
{
    /// <inheritdoc/>
    public List<DecodedToken> Apply(List<DecodedToken> tokens) => [.. tokens.Select((token, index) => Read(token, isFirst: index == 0))];

    DecodedToken Read(DecodedToken token, bool isFirst)
    {
        if (token.IsLiteral)
            return token;
        var text = isFirst && hasPrefix && token.Text.StartsWith(replacement) ? token.Text[1..] : token.Text;
        return token with { Text = text.Replace(replacement, ' ') };
    }
}
