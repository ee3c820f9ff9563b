namespace AgentTuning.Tokenization;

/// <summary>Refuses examples from which nothing can be learnt, before they silently make a loss of 0 or NaN.</summary>
public static class SupervisionCheck
{
    /// <summary>Passes examples on, each with at least one token that has loss.</summary>
    /// <exception cref="InvalidDataException">An example has no such token, or a mask that does not fit; the message names it.</exception>
    public static IEnumerable<TokenizedExample> Verify(IEnumerable<TokenizedExample> examples)
    {
        foreach (var example in examples)
        {
            Verify(example);
            yield return example;
        }
    }

    /// <summary>Checks one example.</summary>
    /// <exception cref="InvalidDataException">It has no token with loss, or a mask that does not fit.</exception>
    public static void Verify(TokenizedExample example)
    {
        if (example.Mask.Length != example.TokenIds.Length)
            throw new InvalidDataException($"example {example.Id}: the mask has {example.Mask.Length} positions, expected {example.TokenIds.Length}, one for each token.");
        if (example.Mask is [true, ..])
            throw new InvalidDataException($"example {example.Id}: the first token has loss, expected none: nothing comes before it to predict it from.");
        if (!example.Mask.Contains(true))
            throw new InvalidDataException($"example {example.Id}: none of {example.Length} tokens has loss, expected at least one. Has every reply loss false, is there no reply, or was the example cut before the first one?");
    }
}
