using System.Collections.Immutable;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>The examples from which something can be learned, and how many cannot be used and why.</summary>
sealed record UsableExamples(ImmutableArray<TokenizedExample> Examples, int TooLong, int WithoutLoss)
{
    /// <summary>Sorts out what cannot be used, or refuses it.</summary>
    /// <exception cref="InvalidDataException">An example cannot be used and that is to be refused, is malformed, or none is left.</exception>
    public static UsableExamples Select(IReadOnlyList<TokenizedExample> examples, UnusableExamples unusable, int maxLength, int vocabularySize)
    {
        foreach (var example in examples) RequireWellFormed(example, vocabularySize);
        var tooLong = examples.Where(example => example.Length > maxLength).ToList();
        var withoutLoss = examples.Where(example => example.Length <= maxLength && !example.Mask.Contains(true)).ToList();
        if (unusable == UnusableExamples.Refuse && tooLong is [var longest, ..])
            throw new InvalidDataException(
                $"{tooLong.Count} of {examples.Count} examples are too long, such as '{longest.Id}' with {longest.Length} tokens, "
                + $"expected at most {maxLength}. Drop them, or raise the limit.");
        if (unusable == UnusableExamples.Refuse && withoutLoss is [var mute, ..])
            throw new InvalidDataException(
                $"{withoutLoss.Count} of {examples.Count} examples have no supervised token, such as '{mute.Id}'. Drop them, or give their turns loss.");
        var usable = examples.Where(example => example.Length <= maxLength && example.Mask.Contains(true)).ToImmutableArray();
        return usable.IsEmpty
            ? throw new InvalidDataException(
                $"None of {examples.Count} examples can be used: {tooLong.Count} are longer than {maxLength} tokens, {withoutLoss.Count} have no supervised token.")
            : new(usable, tooLong.Count, withoutLoss.Count);
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
