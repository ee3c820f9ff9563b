namespace AgentTuning.Tokenization;

/// <summary>Cuts a rendered text at the special tokens that its template spells.</summary>
/// <remarks>From the left, the longest one that fits, as Hugging Face's tokenizers do; but only inside one trusted part.</remarks>
sealed class SpecialTokenFinder
{
    readonly Dictionary<char, List<SpecialToken>> _byFirst = [];

    public SpecialTokenFinder(IEnumerable<SpecialToken> tokens)
    {
        foreach (var group in tokens.GroupBy(token => token.Content[0]))
            _byFirst[group.Key] = [.. group.OrderByDescending(token => token.Content.Length)];
    }

    /// <summary>The stretches of the joined text: a special token, or text between two of them, whatever parts it comes from.</summary>
    /// <param name="parts">In their order.</param>
    /// <param name="joined">Their texts, joined.</param>
    public IEnumerable<(int Start, int Length, SpecialToken? Token)> Cut(IReadOnlyList<RenderedPart> parts, string joined)
    {
        var textStart = 0;
        var partStart = 0;
        foreach (var part in parts)
        {
            var end = partStart + part.Text.Length;
            for (var at = partStart; part.IsTrusted && at < end;)
            {
                if (TokenAt(joined.AsSpan(at, end - at)) is not { } token)
                {
                    at++;
                    continue;
                }

                if (at > textStart)
                    yield return (textStart, at - textStart, null);
                yield return (at, token.Content.Length, token);
                at += token.Content.Length;
                textStart = at;
            }

            partStart = end;
        }

        if (textStart < joined.Length)
            yield return (textStart, joined.Length - textStart, null);
    }

    /// <summary>The special token that a text begins with, the longest one, or null.</summary>
    public SpecialToken? TokenAt(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !_byFirst.TryGetValue(text[0], out var candidates))
            return null;
        foreach (var token in candidates)
        {
            if (text.StartsWith(token.Content, StringComparison.Ordinal))
                return token;
        }

        return null;
    }
}
