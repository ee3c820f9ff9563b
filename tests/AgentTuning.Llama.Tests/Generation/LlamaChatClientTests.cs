using System.Text;
using AgentTuning.Agents;
using AgentTuning.Llama.Generation;
using AgentTuning.Llama.Models;
using AgentTuning.Tokenization;
using Microsoft.Extensions.AI;

namespace AgentTuning.Llama.Tests.Generation;

public sealed class LlamaChatClientTests
{
    static readonly ChatMessage[] Hello = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hello")];

    [Fact]
    public async Task The_reply_is_the_text_of_the_generated_tokens_with_its_usage()
    {
        using var client = CreateClient();
        var tokenizer = new ByteTokenizer();
        var prompt = tokenizer.Encode("[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHello [/INST]").Prepend(1).ToArray();
        var generated = await Generator(client).GenerateAsync(
            new GenerationRequest { PromptIds = [.. prompt], MaxNewTokens = 20, StopIds = [2] }, TestContext.Current.CancellationToken);

        var response = await client.GetResponseAsync(Hello, new ChatOptions { MaxOutputTokens = 20 }, TestContext.Current.CancellationToken);

        Assert.Equal(tokenizer.Decode(generated.TokenIds).Trim(), response.Text);
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
        Assert.Equal("tiny", response.ModelId);
        Assert.Equal(49, response.Usage!.InputTokenCount);
        Assert.Equal(20, response.Usage.OutputTokenCount);
        Assert.Equal(69, response.Usage.TotalTokenCount);
    }

    [Fact]
    public async Task Streaming_gives_the_same_text_reason_and_usage()
    {
        using var client = CreateClient();
        var options = new ChatOptions { MaxOutputTokens = 30, Temperature = 1, TopP = 0.9f, Seed = 5 };

        var whole = await client.GetResponseAsync(Hello, options, TestContext.Current.CancellationToken);
        var streamed = await client.GetStreamingResponseAsync(Hello, options, TestContext.Current.CancellationToken)
            .ToChatResponseAsync(TestContext.Current.CancellationToken);

        Assert.Equal(whole.Text, streamed.Text);
        Assert.Equal(whole.FinishReason, streamed.FinishReason);
        Assert.Equal(whole.Usage!.OutputTokenCount, streamed.Usage!.OutputTokenCount);
    }

    [Fact]
    public async Task A_stop_sequence_ends_the_reply_before_it()
    {
        using var client = CreateClient();
        var whole = await client.GetResponseAsync(Hello, new ChatOptions { MaxOutputTokens = 40, Temperature = 1 }, TestContext.Current.CancellationToken);
        var stop = whole.Text.Substring(5, 2);

        var stopped = await client.GetResponseAsync(
            Hello, new ChatOptions { MaxOutputTokens = 40, Temperature = 1, StopSequences = [stop] }, TestContext.Current.CancellationToken);

        Assert.Equal(whole.Text[..whole.Text.IndexOf(stop, StringComparison.Ordinal)].Trim(), stopped.Text);
        Assert.Equal(ChatFinishReason.Stop, stopped.FinishReason);
    }

    [Fact]
    public async Task The_seed_decides_what_is_drawn()
    {
        using var client = CreateClient();

        var replies = new List<string>();
        foreach (var seed in new[] { 1L, 1L, 2L })
        {
            var options = new ChatOptions { MaxOutputTokens = 20, Temperature = 1, Seed = seed };
            replies.Add((await client.GetResponseAsync(Hello, options, TestContext.Current.CancellationToken)).Text);
        }

        Assert.Equal(replies[0], replies[1]);
        Assert.NotEqual(replies[0], replies[2]);
    }

    [Fact]
    public async Task A_conversation_longer_than_the_context_is_refused_with_both_numbers()
    {
        using var client = CreateClient();
        var message = new ChatMessage(ChatRole.User, new string('x', 300));

        var exception = await Assert.ThrowsAsync<ContextLimitException>(
            () => client.GetResponseAsync([message], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("The prompt has 316 tokens, and the model's context has 256 with the reply. Shorten the conversation.", exception.Message);
    }

    [Fact]
    public async Task Instructions_come_before_the_system_turn()
    {
        using var client = CreateClient();
        var options = new ChatOptions { MaxOutputTokens = 20, Instructions = "Be kind." };

        var response = await client.GetResponseAsync(Hello, options, TestContext.Current.CancellationToken);
        var joined = await client.GetResponseAsync(
            [new(ChatRole.System, "Be kind.\n\nBe brief."), Hello[1]], new ChatOptions { MaxOutputTokens = 20 }, TestContext.Current.CancellationToken);

        Assert.Equal(joined.Text, response.Text);
        Assert.Equal(59, response.Usage!.InputTokenCount);
    }

    [Fact]
    public async Task Tools_are_refused()
    {
        using var client = CreateClient();
        var options = new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("look", "Looks.", default)] };

        var exception = await Assert.ThrowsAsync<NotSupportedException>(
            () => client.GetResponseAsync(Hello, options, TestContext.Current.CancellationToken));

        Assert.Equal("1 tools are offered, and this model's template has none. Ask for actions as text.", exception.Message);
    }

    [Fact]
    public void A_tokenizer_with_ids_that_the_model_lacks_is_refused()
    {
        using var model = new LlamaModel(LlamaPresets.Tiny(vocabularySize: 200), seed: 1);
        using var generator = new LlamaGenerator(model);
        var tokenizer = new ByteTokenizer();

        var exception = Assert.Throws<ArgumentException>(() => new LlamaChatClient(generator, tokenizer, new Llama2ChatTemplate(tokenizer), "tiny"));

        Assert.StartsWith(
            "The tokenizer has 259 ids, and the model's vocabulary 200. They do not belong together.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Services_are_the_metadata_and_the_parts()
    {
        using var client = CreateClient();

        Assert.Equal("tiny", client.GetService<ChatClientMetadata>()!.DefaultModelId);
        Assert.Equal("agenttuning", client.GetService<ChatClientMetadata>()!.ProviderName);
        Assert.Same(client, client.GetService<IChatClient>());
        Assert.NotNull(client.GetService<LlamaGenerator>());
        Assert.Null(client.GetService<StringBuilder>());
    }

    [Fact]
    public async Task Disposing_the_client_frees_the_native_memory()
    {
        var client = CreateClient();
        var generator = Generator(client);
        await client.GetResponseAsync(Hello, new ChatOptions { MaxOutputTokens = 3 }, TestContext.Current.CancellationToken);

        client.Dispose();

        Assert.Equal(0, generator.Statistics.NativeBytes);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetResponseAsync(Hello, cancellationToken: TestContext.Current.CancellationToken));
    }

    static LlamaGenerator Generator(LlamaChatClient client) => client.GetService<LlamaGenerator>()!;

    static LlamaChatClient CreateClient()
    {
        using var model = new LlamaModel(LlamaPresets.Tiny(vocabularySize: 259), seed: 3);
        var tokenizer = new ByteTokenizer();
        return new LlamaChatClient(new LlamaGenerator(model), tokenizer, new Llama2ChatTemplate(tokenizer), "tiny");
    }
}
