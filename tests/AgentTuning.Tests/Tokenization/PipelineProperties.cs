using AgentTuning.Tests.Tokenization.HuggingFace;
using AgentTuning.Tokenization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentTuning.Tests.Tokenization;

/// <summary>What holds for tokenizers that were read, whatever the text.</summary>
public sealed class PipelineProperties
{
    static readonly PipelineTokenizer Legacy = SmallTokenizer.Load(
        """{ "type": "Sequence", "normalizers": [{ "type": "Prepend", "prepend": "▁" }, { "type": "Replace", "pattern": { "String": " " }, "content": "▁" }] }""",
        "null", ["▁", "t", "h", "e", "▁t", "he", "▁the", "é"], ["▁ t", "h e", "▁t he"]);

    [Property(MaxTest = 300)]
    public Property Decoding_what_was_encoded_gives_any_text_back_but_the_sign_that_stands_for_a_space() =>
        Prop.ForAll(UnicodeText.Any(), text => Legacy.Decode(Legacy.Encode(text)) == text.Replace('▁', ' '));

    [Property(MaxTest = 300)]
    public Property No_text_makes_a_special_token() =>
        Prop.ForAll(UnicodeText.Any(), text => Legacy.Encode(text).All(id => Legacy.SpecialTokenText(id) is null));

    [Property(MaxTest = 300)]
    public Property Parts_are_encoded_as_the_text_that_they_make() =>
        Prop.ForAll(UnicodeText.Any(), UnicodeText.Any(), (first, second) =>
            Legacy.Encode([new RenderedPart(first, IsTrusted: false), new RenderedPart(second, IsTrusted: false)]).TokenIds.SequenceEqual(Legacy.Encode(first + second)));

    [Property(MaxTest = 300)]
    public Property Starts_never_fall_and_lie_in_the_text() => Prop.ForAll(UnicodeText.Any(), text =>
    {
        var tokens = Legacy.Encode([new RenderedPart(text, IsTrusted: true)]);
        return tokens.Starts.Length == tokens.TokenIds.Length
            && tokens.Starts.Zip(tokens.Starts.Skip(1)).All(pair => pair.First <= pair.Second)
            && tokens.Starts.All(start => start >= 0 && start < text.Length);
    });
}
