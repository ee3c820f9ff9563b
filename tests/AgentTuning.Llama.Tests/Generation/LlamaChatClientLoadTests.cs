using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Generation;
using AgentTuning.Llama.Models;
using AgentTuning.Tokenization;
using Microsoft.Extensions.AI;

namespace AgentTuning.Llama.Tests.Generation;

public sealed class LlamaChatClientLoadTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("generation").FullName;

    [Fact]
    public async Task A_saved_model_speaks_as_it_did_before()
    {
        var tokenizer = await SaveTokenizerAsync();
        using var model = new LlamaModel(LlamaPresets.Tiny(tokenizer.VocabularySize), seed: 4);
        await LlamaCheckpoint.SaveAsync(_folder, model, cancellationToken: TestContext.Current.CancellationToken);
        using var before = new LlamaChatClient(new LlamaGenerator(model), tokenizer, new Llama2ChatTemplate(tokenizer), "before");

        using var loaded = LlamaChatClient.Load(_folder);

        ChatMessage[] messages = [new(ChatRole.User, "the cat sat")];
        var options = new ChatOptions { MaxOutputTokens = 16 };
        var expected = await before.GetResponseAsync(messages, options, TestContext.Current.CancellationToken);
        var response = await loaded.GetResponseAsync(messages, options, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Text, response.Text);
        Assert.Equal(Path.GetFileName(_folder), response.ModelId);
    }

    [Fact]
    public async Task A_tokenizer_with_more_ids_than_the_model_is_refused()
    {
        var tokenizer = await SaveTokenizerAsync();
        using var model = new LlamaModel(LlamaPresets.Tiny(tokenizer.VocabularySize - 1), seed: 4);
        await LlamaCheckpoint.SaveAsync(_folder, model, cancellationToken: TestContext.Current.CancellationToken);

        var exception = Assert.Throws<InvalidDataException>(() => LlamaChatClient.Load(_folder));

        Assert.Equal($"{_folder}: the tokenizer has 270 ids, and the model's vocabulary 269. Were the files mixed up?", exception.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    async Task<ByteLevelBpeTokenizer> SaveTokenizerAsync()
    {
        var tokenizer = new BpeTrainer(new BpeTrainerOptions { VocabularySize = 270 }).Train(["the cat sat on the mat, the cat that sat on that mat"]);
        await tokenizer.SaveAsync(_folder, cancellationToken: TestContext.Current.CancellationToken);
        return tokenizer;
    }
}
