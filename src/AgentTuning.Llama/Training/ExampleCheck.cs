using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>Refuses, before the first step, examples that a model cannot be trained on.</summary>
static class ExampleCheck
{
    /// <exception cref="InvalidDataException">There is none, or one is malformed, too long, or has nothing to learn.</exception>
    public static void Require(IReadOnlyList<TokenizedExample> examples, int maxLength, int vocabularySize)
    {
        if (examples.Count == 0)
            throw new InvalidDataException("There is no example to train on. Was everything left out?");
        foreach (var example in examples)
        {
            RequireWellFormed(example, vocabularySize);
            if (example.Length > maxLength)
                throw new InvalidDataException(
                    $"Example '{example.Id}' has {example.Length} tokens, expected at most {maxLength}. Split, truncate or drop it, or raise the limit.");
            if (!example.Mask.Contains(true))
                throw new InvalidDataException($"Example '{example.Id}' has no supervised token. Leave it out, or give its replies loss.");
        }
    }

    static void RequireWellFormed(TokenizedExample example, int vocabularySize)
    {
        if (example.Mask.Length != example.Length)
            throw new InvalidDataException($"Example '{example.Id}' has {example.Length} tokens and a mask of {example.Mask.Length}, expected equal lengths.");
        if (example.Length > 0 && example.Mask[0])
            throw new InvalidDataException($"Example '{example.Id}' has loss on its first token, which nothing predicts.");
        foreach (var id in example.TokenIds)
        {
            if (id < 0 || id >= vocabularySize)
                throw new InvalidDataException(
                    $"Example '{example.Id}' has the token id {id}, expected 0 to {vocabularySize - 1}. Was it tokenized for another model?");
        }
    }
}
