using System.Globalization;
using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization;

public sealed class PublishedTokenizerTests
{
    [Theory]
    [InlineData("gpt-2")]
    [InlineData("starcoder")]
    [InlineData("llama-spm")]
    public void Ids_and_texts_are_those_published_with_the_vocabulary(string name)
    {
        var tokenizer = TokenizerFolder.Load(SharedFiles.Require($"tokenizers/{name}.gguf"));
        var texts = File.ReadAllText(SharedFiles.Require($"tokenizers/{name}.gguf.inp")).Split("\n__ggml_vocab_test__\n");
        var expected = File.ReadAllLines(SharedFiles.Require($"tokenizers/{name}.gguf.out"));

        Assert.Equal(47, texts.Length); // what follows the last separator is empty
        Assert.Equal(46, expected.Length);
        Assert.All(texts.Zip(expected), pair =>
        {
            var ids = pair.Second.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture));
            Assert.Equal(ids, tokenizer.Encode(pair.First));
            Assert.Equal(pair.First, tokenizer.Decode(tokenizer.Encode(pair.First)));
        });
    }
}
