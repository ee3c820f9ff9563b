using System.Globalization;
using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization;

public sealed class PublishedTokenizerTests
{
    [Theory]
    [InlineData("gpt-2", false)]
    [InlineData("starcoder", true)]
    public void Ids_and_texts_are_those_published_with_the_vocabulary(string name, bool isolatesDigits)
    {
        var tokenizer = GgufVocabulary.Load(
            SharedFiles.Require($"tokenizers/{name}.gguf"), isolatesDigits ? PreTokenizer.Gpt2SingleDigits : PreTokenizer.Gpt2);
        var texts = File.ReadAllText(SharedFiles.Require($"tokenizers/{name}.gguf.inp")).Split("\n__ggml_vocab_test__\n");
        var expected = File.ReadAllLines(SharedFiles.Require($"tokenizers/{name}.gguf.out"));

        Assert.True(texts.Length >= 40, $"{texts.Length} texts");
        Assert.All(texts.Zip(expected), pair =>
        {
            var ids = pair.Second.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture));
            Assert.Equal(ids, tokenizer.Encode(pair.First));
            Assert.Equal(pair.First, tokenizer.Decode(tokenizer.Encode(pair.First)));
        });
    }
}
