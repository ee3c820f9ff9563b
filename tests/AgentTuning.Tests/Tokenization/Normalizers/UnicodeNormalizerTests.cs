using AgentTuning.Tokenization;
using AgentTuning.Tokenization.Normalizers;

namespace AgentTuning.Tests.Tokenization.Normalizers;

/// <summary>Expected forms: <c>String.prototype.normalize</c> of Node.js 20 (Unicode 17).</summary>
public sealed class UnicodeNormalizerTests
{
    [Theory]
    [InlineData("e\u0301", "é", "e\u0301", "é", "e\u0301")]
    [InlineData("\u1E9B\u0323", "\u1E9B\u0323", "\u017F\u0323\u0307", "\u1E69", "s\u0323\u0307")]
    [InlineData("ﬁ①㍿", "ﬁ①㍿", "ﬁ①㍿", "fi1株式会社", "fi1株式会社")]
    [InlineData("각", "각", "\u1100\u1161\u11A8", "각", "\u1100\u1161\u11A8")]
    [InlineData("\u1100\u1161\u11A8", "각", "\u1100\u1161\u11A8", "각", "\u1100\u1161\u11A8")]
    [InlineData("\uAC00\u11A7", "\uAC00\u11A7", "\u1100\u1161\u11A7", "\uAC00\u11A7", "\u1100\u1161\u11A7")]
    [InlineData("\u2126\u212B", "ΩÅ", "ΩA\u030A", "ΩÅ", "ΩA\u030A")]
    [InlineData("a\u0315\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300\u0315b", "a\u05AE\u0300\u0300\u0315b", "\u00E0\u05AE\u0300\u0315b", "a\u05AE\u0300\u0300\u0315b")]
    [InlineData("\u0344", "\u0308\u0301", "\u0308\u0301", "\u0308\u0301", "\u0308\u0301")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165", "\U0001D157\U0001D165", "\U0001D157\U0001D165", "\U0001D157\U0001D165")]
    [InlineData("ｶﾞ", "ｶﾞ", "ｶﾞ", "ガ", "カ\u3099")]
    [InlineData("\uFDFA", "\uFDFA", "\uFDFA", "صلى الله عليه وسلم", "صلى الله عليه وسلم")]
    public void Forms_are_those_of_Unicode(string text, string nfc, string nfd, string nfkc, string nfkd)
    {
        Assert.Equal(nfc, Normalize(text, isCompatible: false, composes: true));
        Assert.Equal(nfd, Normalize(text, isCompatible: false, composes: false));
        Assert.Equal(nfkc, Normalize(text, isCompatible: true, composes: true));
        Assert.Equal(nfkd, Normalize(text, isCompatible: true, composes: false));
    }

    [Fact]
    public void Each_character_knows_where_it_comes_from()
    {
        var piece = new UnicodeNormalizer(isCompatible: true, composes: true).Normalize(new TextPiece("xe\u0301ﬁ!", 0, 5, Origins: null));

        Assert.Equal("xéfi!", piece.Span.ToString());
        Assert.Equal([0, 1, 3, 3, 4], Enumerable.Range(0, 5).Select(piece.OriginOf));
    }

    static string Normalize(string text, bool isCompatible, bool composes) =>
        new UnicodeNormalizer(isCompatible, composes).Normalize(new TextPiece(text, 0, text.Length, Origins: null)).Span.ToString();
}
