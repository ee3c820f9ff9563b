using AgentTuning.Tokenization;
using AgentTuning.Tokenization.Patterns;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentTuning.Tests.Tokenization.Patterns;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData(@"\p{L}+", "a𝐀é1b", "a𝐀é|b")]
    [InlineData(@"(?i:'s|'ll)", "'S 'ſ 'LL 's", "'S|'ſ|'LL|'s")]
    [InlineData(@"(?i)k|K", "kK\u212A", "k|K|\u212A")]
    [InlineData("a+?b", "aab", "aab")]
    [InlineData("a*+a", "aaa", "")]
    [InlineData("(?>a+)b|a", "aaab a", "aaab|a")]
    [InlineData(@"\s+(?!\S)", "a   b  ", "  |  ")]
    [InlineData(@"(?<=\d)x", "1x x", "x")]
    [InlineData(@"(?<!\S)a", "a ba a", "a|a")]
    [InlineData(@"(ab){2,3}", "ababababab", "ababab|abab")]
    [InlineData(@"(?:ab){2,}?c", "ababc", "ababc")]
    [InlineData(@"[^\W\d_]+", "ab1_c", "ab|c")]
    [InlineData(@"[\p{L}&&[^\p{Han}]]+", "ab東c", "ab|c")]
    [InlineData(@"[[:punct:]]", "a+b,", "+|,")]
    [InlineData(@"[a\-z]+", "a-zb", "a-z")]
    [InlineData(@"[]a]+", "a]b", "a]")]
    [InlineData(@"\x{1F999}|\u00e9|\x41", "🦙éA", "🦙|é|A")]
    [InlineData(@"^.$", "a\nbb\nc", "a|c")]
    [InlineData(@"\Aa|a\z", "a a a", "a|a")]
    [InlineData(@"\bb", "ab b", "b")]
    [InlineData("x{2}y{,1}{", "xxy{xx{", "xxy{|xx{")]
    [InlineData(@"\P{L}\p{^L}", "a12", "12")]
    public void Matches_are_those_of_Oniguruma(string pattern, string text, string matches)
    {
        var found = TextPattern.Parse(pattern).Matches(text).Select(match => text.Substring(match.Start, match.Length));

        Assert.Equal(matches, string.Join('|', found));
    }

    [Fact]
    public void An_empty_match_does_not_follow_another_at_once()
    {
        Assert.Equal([(0, 2), (3, 0), (4, 1)], TextPattern.Parse("a*").Matches("aabba"));
    }

    [Fact]
    public void A_lone_surrogate_counts_as_the_replacement_character()
    {
        Assert.Equal([(1, 1)], TextPattern.Parse(@"\uFFFD").Matches("a\uD800b"));
    }

    [Property(MaxTest = 300)]
    public Property Patterns_with_code_of_their_own_give_the_same_pieces() =>
        Prop.ForAll(UnicodeText.Any(), text =>
        {
            PreTokenizer[] all = [PreTokenizer.SingleDigits, PreTokenizer.Llama3, PreTokenizer.Gpt2, PreTokenizer.BareWords];
            return all.All(known => TextPattern.Parse(known.Pattern).Matches(text).SequenceEqual(PiecesOf(known, text)));
        });

    // Work that grows with the square of the length would not end within the time that all tests have.
    [Theory]
    [InlineData(@"\s+$", ' ')]
    [InlineData(@"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{M}]*[\p{Ll}\p{M}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{M}]+[\p{Ll}\p{M}]*", 'A')]
    [InlineData(@"\s*[\r\n]+|\s+(?!\S)|\s+", ' ')]
    [InlineData(@"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+", '\'')]
    public void A_long_run_of_one_character_comes_to_an_end(string pattern, char unit)
    {
        var text = new string(unit, 1_000_000) + "x";

        var pieces = TextPattern.Parse(pattern).Matches(text);

        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, text.Length));
    }

    [Fact]
    public void A_pattern_that_goes_back_and_forth_without_end_is_stopped()
    {
        var pattern = TextPattern.Parse("(?:a|a)+b");

        var exception = Assert.Throws<InvalidDataException>(() => pattern.Matches(new string('a', 40)));

        Assert.StartsWith("The pattern took more than ", exception.Message, StringComparison.Ordinal);
    }

    static List<(int Start, int Length)> PiecesOf(PreTokenizer known, string text)
    {
        var pieces = new List<(int Start, int Length)>();
        for (var at = 0; at < text.Length; at += pieces[^1].Length)
            pieces.Add((at, known.NextLength(text.AsSpan(at))));
        return pieces;
    }
}
