using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace AgentTuning.Tokenization;

/// <summary>Trains a byte-level BPE tokenizer: again and again, the most frequent pair of neighbouring tokens becomes a token.</summary>
/// <remarks>
/// The same texts, in any order, give the same tokenizer. Ids: the special tokens, the 256 bytes in order, the merges in
/// the order in which they were made. Method: Sennrich et al. 2016 (arXiv 1508.07909) over the bytes of GPT-2.
/// </remarks>
public sealed class BpeTrainer
{
    readonly BpeTrainerOptions _options;

    /// <summary>Makes a trainer.</summary>
    /// <exception cref="ArgumentException">The special tokens are not distinct, name a single character, or lack those that open and close a text.</exception>
    public BpeTrainer(BpeTrainerOptions options)
    {
        _options = options;
        var special = options.SpecialTokens;
        if (special.Distinct(StringComparer.Ordinal).Count() != special.Length)
            throw new ArgumentException($"The special tokens are {List(special)}; expected distinct ones.", nameof(options));
        if (special.FirstOrDefault(token => token.Length < 2) is { } tooShort)
            throw new ArgumentException($"A special token is '{tooShort}'; expected two characters or more, as one may be a byte.", nameof(options));
        foreach (var needed in new[] { options.BeginningOfText, options.EndOfText })
        {
            if (!special.Contains(needed))
                throw new ArgumentException($"The special tokens are {List(special)}; expected {needed} among them.", nameof(options));
        }

        if (options.VocabularySize < special.Length + 256)
        {
            throw new ArgumentException(
                $"The vocabulary size is {options.VocabularySize}; expected at least {special.Length + 256}: 256 bytes and {special.Length} special tokens.", nameof(options));
        }
    }

    /// <summary>Trains a tokenizer. Memory grows with the number of distinct words, not with the text.</summary>
    public ByteLevelBpeTokenizer Train(IEnumerable<string> texts)
    {
        var words = CountWords(texts);
        var tokens = _options.SpecialTokens.AddRange(
            Enumerable.Range(0, 256).Select(value => ByteLevelAlphabet.SymbolOf((byte)value).ToString())).ToBuilder();
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var id = 0; id < tokens.Count; id++)
            vocabulary.Add(tokens[id], id);

        var merges = Merge(words, tokens, vocabulary);

        return new ByteLevelBpeTokenizer(new BpeModel
        {
            Vocabulary = vocabulary,
            Merges = merges,
            SpecialTokens = [.. _options.SpecialTokens.Select((token, id) => new SpecialToken(id, token))],
            BeginningOfText = _options.BeginningOfText,
            EndOfText = _options.EndOfText,
            PreTokenizer = _options.PreTokenizer,
        });
    }

    ImmutableArray<(string Left, string Right)> Merge(
        List<BpeWord> words, ImmutableArray<string>.Builder tokens, Dictionary<string, int> vocabulary)
    {
        var merges = ImmutableArray.CreateBuilder<(string Left, string Right)>();
        var pairs = new BpePairCounts();
        for (var i = 0; i < words.Count; i++)
            pairs.Add(words[i], i);
        pairs.Offer(words);

        while (tokens.Count < _options.VocabularySize && pairs.TryTakeMostFrequent(_options.MinimumPairFrequency, out var pair))
        {
            var token = tokens[pair.Left] + tokens[pair.Right];
            if (_options.SpecialTokens.Contains(token))
                continue;

            // Two ways to the same text, (a, bc) and (ab, c), make one token.
            if (!vocabulary.TryGetValue(token, out var merged))
            {
                merged = tokens.Count;
                tokens.Add(token);
                vocabulary.Add(token, merged);
            }

            merges.Add((tokens[pair.Left], tokens[pair.Right]));
            var changed = pairs.WordsWith(pair);
            foreach (var index in changed)
            {
                pairs.Subtract(words[index]);
                words[index].Merge(pair.Left, pair.Right, merged);
                pairs.Add(words[index], index, merged);
            }

            pairs.Offer(changed.Select(index => words[index]), merged);
        }

        return merges.DrainToImmutable();
    }

    List<BpeWord> CountWords(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var bySpan = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var text in texts)
        {
            var rest = text.AsSpan();
            while (!rest.IsEmpty)
            {
                var length = _options.PreTokenizer.NextLength(rest);
                CollectionsMarshal.GetValueRefOrAddDefault(bySpan, rest[..length], out _)++;
                rest = rest[length..];
            }
        }

        var first = _options.SpecialTokens.Length;
        return [.. counts.Select(word => new BpeWord([.. Encoding.UTF8.GetBytes(word.Key).Select(value => first + value)], word.Value))];
    }

    static string List(IEnumerable<string> tokens) => "[" + string.Join(", ", tokens) + "]";
}
