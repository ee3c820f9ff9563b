namespace AgentTuning.Tokenization.Decoders;

/// <summary>Removes up to so many of one character at the ends of each token.</summary>
sealed class StripDecode(char content, int left, int right) : IDecodeStep
{
    /// <inheritdoc/>
    public List<DecodedToken> Apply(List<DecodedToken> tokens) => tokens.ConvertAll(token => token with { Text = Strip(token.Text) });

    string Strip(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < left && start < end && text[start] == content)
            start++;
        while (text.Length - end < right && end > start && text[end - 1] == content)
            end--;
        return text[start..end];
    }
}
