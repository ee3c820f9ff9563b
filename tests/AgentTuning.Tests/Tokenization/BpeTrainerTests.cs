using AgentTuning.Tokenization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentTuning.Tests.Tokenization;

public sealed class BpeTrainerTests
{
    [Fact]
    public void The_most_frequent_pair_is_merged_first_and_ties_go_to_the_lower_ids()
    {
        // (a, b) 3, (b, c) 3, (c, d) 2: a is lower than b. Then (ab, c) 2, (c, d) 2, (b, c) 1: c is lower than ab.
        var tokenizer = Train(262, "abcd", "abcd", "ab", "bc");

        Assert.Equal([("a", "b"), ("c", "d"), ("ab", "cd")], tokenizer.Model.Merges);
        Assert.Equal(261, tokenizer.VocabularySize);
    }

    [Fact]
    public void Ids_are_special_tokens_then_bytes_then_merges()
    {
        var tokenizer = Train(260, "aa aa aa");

        Assert.Equal(0, tokenizer.BeginningOfTextId);
        Assert.Equal(1, tokenizer.EndOfTextId);
        Assert.Equal([258, 259], tokenizer.Encode("aa aa"));
        Assert.Equal([2 + 0x41], tokenizer.Encode("A"));
    }

    [Fact]
    public void Pairs_rarer_than_the_minimum_are_not_merged()
    {
        var options = new BpeTrainerOptions { VocabularySize = 1000, MinimumPairFrequency = 3 };

        var tokenizer = new BpeTrainer(options).Train(["xy xy xyz", "zq zq"]);

        Assert.Equal([("x", "y")], tokenizer.Model.Merges);
    }

    [Fact]
    public void A_learnt_token_never_takes_the_name_of_a_special_one()
    {
        var options = new BpeTrainerOptions { VocabularySize = 1000, SpecialTokens = ["<s>", "</s>", "##"] };

        var tokenizer = new BpeTrainer(options).Train(["#### #### ####"]);

        Assert.Equal("####", tokenizer.Decode(tokenizer.Encode("####")));
        Assert.DoesNotContain(2, tokenizer.Encode("####"));
    }

    [Fact]
    public void No_text_at_all_gives_a_tokenizer_of_bytes()
    {
        var tokenizer = new BpeTrainer(new BpeTrainerOptions()).Train([]);

        Assert.Equal(258, tokenizer.VocabularySize);
        Assert.Equal("Grüße", tokenizer.Decode(tokenizer.Encode("Grüße")));
    }

    [Property(MaxTest = 100)]
    public Property The_merges_are_those_of_counting_anew_each_time() => Prop.ForAll(
        Gen.Elements("a", "b", "c", "ab", "aa", "abc", " ", "\n").ListOf().Select(parts => string.Concat(parts)).ToArbitrary(),
        text =>
        {
            var tokenizer = Train(290, text);
            return tokenizer.Model.Merges.SequenceEqual(MergesByCountingAnew(text, 290 - 258));
        });

    [Property(MaxTest = 50)]
    public Property The_order_of_texts_changes_nothing() => Prop.ForAll(
        UnicodeText.Any(),
        UnicodeText.Any(),
        (left, right) => Train(300, left, right).Fingerprint == Train(300, right, left).Fingerprint);

    [Theory]
    [InlineData(257, "The vocabulary size is 257; expected at least 258: 256 bytes and 2 special tokens.")]
    public void A_vocabulary_too_small_for_the_bytes_is_refused(int size, string message)
    {
        var options = new BpeTrainerOptions { VocabularySize = size };

        var exception = Assert.Throws<ArgumentException>(() => new BpeTrainer(options));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Special_tokens_that_are_not_distinct_or_incomplete_are_refused()
    {
        Assert.Contains("expected distinct", Fault(["<s>", "</s>", "<s>"]), StringComparison.Ordinal);
        Assert.Contains("expected </s> among them", Fault(["<s>"]), StringComparison.Ordinal);
        Assert.Contains("expected two characters", Fault(["<s>", "</s>", "a"]), StringComparison.Ordinal);
    }

    static string Fault(string[] special) =>
        Assert.Throws<ArgumentException>(() => new BpeTrainer(new BpeTrainerOptions { SpecialTokens = [.. special] })).Message;

    static ByteLevelBpeTokenizer Train(int size, params string[] texts) =>
        new BpeTrainer(new BpeTrainerOptions { VocabularySize = size }).Train(texts);

    // The definition of BPE training, without any of the bookkeeping.
    static List<(string Left, string Right)> MergesByCountingAnew(string text, int max)
    {
        var order = Enumerable.Range(0, 256).Select(value => ByteLevelAlphabet.SymbolOf((byte)value).ToString()).ToList();
        var words = new List<List<string>>();
        for (var at = 0; at < text.Length; at += words[^1].Count)
            words.Add([.. text.Substring(at, PreTokenizer.SingleDigits.NextLength(text.AsSpan(at))).Select(unit => ByteLevelAlphabet.SymbolOf((byte)unit).ToString())]);

        var merges = new List<(string Left, string Right)>();
        while (order.Count < 256 + max)
        {
            var best = words.SelectMany(word => word.Zip(word.Skip(1))).GroupBy(pair => pair)
                .OrderByDescending(pair => pair.Count()).ThenBy(pair => order.IndexOf(pair.Key.First)).ThenBy(pair => order.IndexOf(pair.Key.Second))
                .FirstOrDefault(pair => pair.Count() >= 2)?.Key;
            if (best is not { } pair)
                break;
            merges.Add(pair);
            if (!order.Contains(pair.First + pair.Second))
                order.Add(pair.First + pair.Second);
            foreach (var word in words)
            {
                for (var i = 0; i + 1 < word.Count; i++)
                {
                    if ((word[i], word[i + 1]) == pair)
                    {
                        word[i] += word[i + 1];
                        word.RemoveAt(i + 1);
                    }
                }
            }
        }

        return merges;
    }
}
