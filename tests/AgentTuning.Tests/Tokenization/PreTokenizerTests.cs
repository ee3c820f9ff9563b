using System.Text.RegularExpressions;
using AgentTuning.Tokenization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentTuning.Tests.Tokenization;

public sealed class PreTokenizerTests
{
    [Theory]
    [InlineData("Hello world", "Hello| world")]
    [InlineData("a  b\tc", "a| | b|\tc")]
    [InlineData("x = 123;\n\n  y", "x| =| |1|2|3|;\n\n| | y")]
    [InlineData("I'M SURE", "I|'M| SURE")]
    [InlineData("it'\u017F", "it|'\u017F")]
    [InlineData("end  ", "end|  ")]
    [InlineData("a \r\n \n b", "a| \r\n \n| b")]
    [InlineData("(foo) !bar", "(foo|)| !|bar")]
    [InlineData("𝐀𝐁 𠀋x", "𝐀𝐁| 𠀋x")]
    [InlineData("½٣१", "½|٣|१")]
    [InlineData("```sql\nSELECT", "```|sql|\n|SELECT")]
    public void Single_digits_cuts_text_as_Qwen_2(string text, string pieces)
    {
        Assert.Equal(pieces, Pieces(PreTokenizer.SingleDigits, text));
    }

    [Fact]
    public void A_lone_surrogate_is_a_symbol()
    {
        Assert.Equal("\uD800a| \uDC00\n|b", Pieces(PreTokenizer.SingleDigits, "\uD800a \uDC00\nb"));
    }

    [Theory]
    [InlineData("Hello world", "Hello| |world")]
    [InlineData("`Name` = 'Smith'", "`|Name|` = '|Smith|'")]
    [InlineData("x = 123;\n\n  y", "x| = |1|2|3|;\n\n  |y")]
    [InlineData("Height (m),½", "Height| (|m|),|½")]
    [InlineData("𝐀𝐁 𠀋", "𝐀𝐁| |𠀋")]
    [InlineData("\uD800a", "\uD800|a")]
    public void Bare_words_are_cut_the_same_after_any_sign(string text, string pieces)
    {
        Assert.Equal(pieces, Pieces(PreTokenizer.BareWords, text));
    }

    [Theory]
    [InlineData("1234567", "123|456|7")]
    [InlineData("in 2026.", "in| |202|6|.")]
    public void Llama_3_groups_up_to_three_digits(string text, string pieces)
    {
        Assert.Equal(pieces, Pieces(PreTokenizer.Llama3, text));
    }

    [Theory]
    [InlineData("in 2026.", "in| 2026|.")]
    [InlineData("I'M it's", "I|'|M| it|'s")]
    [InlineData("a \n\n b", "a| \n\n| b")]
    [InlineData("(foo)", "(|foo|)")]
    public void Gpt_2_keeps_numbers_whole(string text, string pieces)
    {
        Assert.Equal(pieces, Pieces(PreTokenizer.Gpt2, text));
    }

    [Theory]
    [InlineData("in 2026.", "in| |2|0|2|6|.")]
    [InlineData("x  1", "x|  |1")]
    [InlineData("a  b", "a| | b")]
    public void StarCoder_cuts_digits_out_first(string text, string pieces)
    {
        Assert.Equal(pieces, Pieces(PreTokenizer.Gpt2SingleDigits, text));
    }

    [Property(MaxTest = 1000)]
    public Property In_the_basic_plane_the_pieces_are_those_of_the_pattern() => Prop.ForAll(
        UnicodeText.Any(),
        text =>
        {
            var basic = string.Concat(text.Where(unit => !char.IsSurrogate(unit) && unit != '\u017F'));
            PreTokenizer[] all = [PreTokenizer.SingleDigits, PreTokenizer.Llama3, PreTokenizer.Gpt2];
            return all.All(one => Pieces(one, basic) == string.Join('|', Regex.Matches(basic, one.Pattern, RegexOptions.CultureInvariant).Select(match => match.Value)));
        });

    static string Pieces(PreTokenizer preTokenizer, string text)
    {
        var pieces = new List<string>();
        for (var at = 0; at < text.Length; at += pieces[^1].Length)
            pieces.Add(text.Substring(at, preTokenizer.NextLength(text.AsSpan(at))));
        return string.Join('|', pieces);
    }
}
