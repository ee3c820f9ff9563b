using System.Text.Json;
using AgentTuning.Tokenization;
using AgentTuning.Tokenization.HuggingFace;

namespace AgentTuning.Tests.Tokenization.Splitting;

/// <summary>
/// The pieces of published pre-tokenizers. The file was written by Hugging Face's tokenizers 0.23.2 (npm package <c>tokenizers</c>): <c>preTokenizeString</c> of the
/// <c>pre_tokenizer</c> that stands beside them.
/// </summary>
public sealed class PublishedSplitTests
{
    static readonly JsonDocument File = Read();

    public static TheoryData<string> Names => [.. Cases().Select(item => item.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pieces_are_those_of_the_published_implementation(string name)
    {
        var wanted = Cases().First(item => item.GetProperty("name").GetString() == name);
        var steps = SplitJson.Read(new TokenizerJsonValue("splits", "pre_tokenizer", wanted.GetProperty("pre_tokenizer"))).Steps;
        var texts = File.RootElement.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!).ToArray();

        for (var i = 0; i < texts.Length; i++)
        {
            List<TextPiece> pieces = [new(texts[i], 0, texts[i].Length, Origins: null)];
            foreach (var step in steps)
            {
                var parts = new List<TextPiece>();
                pieces.ForEach(piece => step.Split(piece, parts));
                pieces = parts;
            }

            Assert.Equal(wanted.GetProperty("pieces")[i].EnumerateArray().Select(piece => piece.GetString()), pieces.Select(piece => piece.Span.ToString()));
        }
    }

    static JsonElement.ArrayEnumerator Cases() => File.RootElement.GetProperty("cases").EnumerateArray();

    static JsonDocument Read()
    {
        using var stream = typeof(PublishedSplitTests).Assembly.GetManifestResourceStream("AgentTuning.Tests.Tokenization.Splitting.published-splits.json")!;
        return JsonDocument.Parse(stream);
    }
}
