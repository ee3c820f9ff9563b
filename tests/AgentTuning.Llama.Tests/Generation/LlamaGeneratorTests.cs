using AgentTuning.Agents;
using AgentTuning.Llama.Generation;
using AgentTuning.Llama.Tests.Models;
using TorchSharp;

namespace AgentTuning.Llama.Tests.Generation;

public sealed class LlamaGeneratorTests
{
    [Theory]
    [InlineData("grouped, tied")]
    [InlineData("one key-value head")]
    [InlineData("odd widths")]
    [InlineData("wide heads")]
    [InlineData("several panels")]
    [InlineData("worth several threads")]
    [MemberData(nameof(TinyFamilies.Theory), MemberType = typeof(TinyFamilies))]
    public async Task Greedy_tokens_are_the_likeliest_of_the_models_own_forward_pass(string shape)
    {
        using var model = RandomModels.Create(shape);
        using var generator = new LlamaGenerator(model, new GeneratorOptions { Threads = 2 });
        var random = new Random(5);
        foreach (var length in new[] { 1, 30, 32, 33, 130 })
        {
            var prompt = RandomModels.Prompt(random, length, model.Config.VocabularySize);

            var result = await generator.GenerateAsync(Request(prompt, 6), TestContext.Current.CancellationToken);

            Assert.Equal(6, result.TokenIds.Length);
            var ids = prompt.ToList();
            foreach (var token in result.TokenIds)
            {
                var logits = RandomModels.Logits(model, ids);
                Assert.True(logits.Max() - logits[token] <= 1e-5, $"{shape}, length {ids.Count}: token {token} is not the likeliest");
                ids.Add(token);
            }
        }
    }

    [Theory]
    [InlineData("grouped, tied", 24)]
    [InlineData("one key-value head", 24)]
    [InlineData("several panels", 12)]
    [InlineData("worth several threads", 5)]
    [InlineData("mistral", 24)]
    [InlineData("qwen 2 with a window", 12)]
    [InlineData("qwen 3", 12)]
    public async Task A_request_among_many_gives_what_it_gives_alone(string shape, int count)
    {
        using var model = RandomModels.Create(shape, seed: 2);
        var requests = Mix(model.Config.VocabularySize, count);
        var alone = new List<GenerationResult>();
        foreach (var request in requests)
        {
            using var single = new LlamaGenerator(model, new GeneratorOptions { Threads = 1, StepPositions = 32 });
            alone.Add(await single.GenerateAsync(request, TestContext.Current.CancellationToken));
        }

        // Room for a few conversations only: blocks are evicted, and requests wait.
        using var generator = new LlamaGenerator(model, new GeneratorOptions { Threads = 4, CacheBytes = 400_000 });
        for (var round = 0; round < 2; round++)
        {
            var together = await Task.WhenAll(requests.Select(request => generator.GenerateAsync(request, TestContext.Current.CancellationToken)));

            for (var i = 0; i < requests.Length; i++)
            {
                Assert.Equal(alone[i].TokenIds, together[i].TokenIds);
                Assert.Equal(alone[i].Ending, together[i].Ending);
            }
        }

        Assert.True(generator.Statistics.ReusedTokens > 100, $"{generator.Statistics.ReusedTokens} tokens reused");
    }

    [Fact]
    public async Task A_beginning_shared_by_requests_that_arrive_together_is_computed_once()
    {
        using var model = RandomModels.Create("several panels");
        using var generator = new LlamaGenerator(model, new GeneratorOptions { Threads = 4 });
        var random = new Random(3);
        var shared = RandomModels.Prompt(random, 200, 300);
        var requests = Enumerable.Range(0, 20).Select(_ => Request([.. shared, .. RandomModels.Prompt(random, 20, 300)], 1)).ToArray();

        await Task.WhenAll(requests.Select(request => generator.GenerateAsync(request, TestContext.Current.CancellationToken)));

        var statistics = generator.Statistics;
        Assert.Equal(20 * 220, statistics.PromptTokens);
        // Six whole blocks of the 200 shared tokens, by the 19 others.
        Assert.InRange(statistics.ReusedTokens, 19 * 192, 19 * 200);
    }

    [Fact]
    public async Task The_next_turn_computes_only_what_is_new()
    {
        using var model = RandomModels.Create("grouped, tied");
        using var generator = new LlamaGenerator(model);
        var prompt = RandomModels.Prompt(new Random(4), 70, 101);

        var first = await generator.GenerateAsync(Request(prompt, 10), TestContext.Current.CancellationToken);
        await generator.GenerateAsync(Request([.. prompt, .. first.TokenIds, 5, 6, 7], 1), TestContext.Current.CancellationToken);

        // All but the last token of the reply, which was given without being computed, and the three new ones.
        Assert.Equal(79, generator.Statistics.ReusedTokens);
    }

    [Fact]
    public async Task A_stop_id_ends_the_generation_and_is_left_out()
    {
        using var model = RandomModels.Create("grouped, tied");
        using var generator = new LlamaGenerator(model);
        var free = await generator.GenerateAsync(Request([3, 1, 4], 20), TestContext.Current.CancellationToken);
        var stop = free.TokenIds[6];
        var expected = free.TokenIds.TakeWhile(id => id != stop).ToArray();

        var stopped = await generator.GenerateAsync(Request([3, 1, 4], 20) with { StopIds = [stop] }, TestContext.Current.CancellationToken);

        Assert.Equal(expected, stopped.TokenIds);
        Assert.Equal(GenerationEnding.Stop, stopped.Ending);
        Assert.Equal(GenerationEnding.Length, free.Ending);
    }

    [Fact]
    public async Task Without_a_limit_generation_ends_where_the_context_does()
    {
        using var model = RandomModels.Create("grouped, tied");
        using var generator = new LlamaGenerator(model);

        var result = await generator.GenerateAsync(
            new GenerationRequest { PromptIds = [1, 2, 3] }, TestContext.Current.CancellationToken);

        Assert.Equal(253, result.TokenIds.Length);
        Assert.Equal(GenerationEnding.Length, result.Ending);
    }

    [Fact]
    public async Task A_prompt_as_long_as_the_context_is_refused_with_both_numbers()
    {
        using var model = RandomModels.Create("grouped, tied");
        using var generator = new LlamaGenerator(model);

        var exception = await Assert.ThrowsAsync<ContextLimitException>(
            () => generator.GenerateAsync(Request(new int[256], 1), TestContext.Current.CancellationToken));

        Assert.Equal(
            "The prompt has 256 tokens, and the model's context has 256 with the reply. Shorten the conversation.", exception.Message);
        Assert.Single((await generator.GenerateAsync(Request(new int[255], 5), TestContext.Current.CancellationToken)).TokenIds);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public async Task An_id_that_the_model_does_not_know_is_refused(int id)
    {
        using var model = RandomModels.Create("grouped, tied");
        using var generator = new LlamaGenerator(model);

        var exception = await Assert.ThrowsAsync<ArgumentException>(
            () => generator.GenerateAsync(Request([1, id], 1), TestContext.Current.CancellationToken));

        Assert.StartsWith($"The prompt has the id {id}, expected 0 to 100.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scores_that_are_no_numbers_fail_their_request_and_no_other()
    {
        using var model = RandomModels.Create("one key-value head");
        using (torch.no_grad())
            model.NamedWeights().First(pair => pair.Key == "model.embed_tokens.weight").Value[7].fill_(float.NaN);
        using var generator = new LlamaGenerator(model, new GeneratorOptions { Threads = 1 });

        var broken = generator.GenerateAsync(Request([1, 7, 2], 5), TestContext.Current.CancellationToken);
        var sound = generator.GenerateAsync(Request([1, 2, 3], 1), TestContext.Current.CancellationToken);

        Assert.Single((await sound).TokenIds);
        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => broken);
        Assert.StartsWith("The model's scores after 3 tokens are no numbers.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_one_request_leaves_the_others_and_their_tokens_alone()
    {
        // Slow enough that no request is over before it is cancelled.
        using var model = RandomModels.Create("worth several threads");
        using var generator = new LlamaGenerator(model, new GeneratorOptions { Threads = 2 });
        var request = Request([9, 8, 7], 20);
        var expected = await generator.GenerateAsync(request, TestContext.Current.CancellationToken);
        using var cancellation = new CancellationTokenSource();

        var cancelled = Enumerable.Range(0, 8).Select(i => generator.GenerateAsync(Request([i, i, i], 250), cancellation.Token)).ToArray();
        var kept = generator.GenerateAsync(request, TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();

        Assert.Equal(expected.TokenIds, (await kept).TokenIds);
        foreach (var task in cancelled)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.Equal(expected.TokenIds, (await generator.GenerateAsync(request, TestContext.Current.CancellationToken)).TokenIds);
    }

    [Fact]
    public async Task Cancelled_requests_leave_nothing_behind_in_a_cache_that_is_nearly_full()
    {
        using var model = RandomModels.Create("grouped, tied");
        using var generator = new LlamaGenerator(model, new GeneratorOptions { Threads = 4, StepPositions = 32, CacheBytes = 500_000 });
        var requests = Mix(101, count: 30);
        var expected = await Task.WhenAll(requests.Select(request => generator.GenerateAsync(request, TestContext.Current.CancellationToken)));
        for (var round = 0; round < 8; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var tasks = requests.Select((request, i) => generator.GenerateAsync(request, i % 3 == 0 ? default : cancellation.Token)).ToArray();
            await Task.WhenAny(tasks[round], tasks[29 - round]);
            await cancellation.CancelAsync();

            for (var i = 0; i < tasks.Length; i++)
            {
                await Task.WhenAny(tasks[i]);
                Assert.True(tasks[i].IsCanceled || expected[i].TokenIds.SequenceEqual((await tasks[i]).TokenIds));
                Assert.False(i % 3 == 0 && tasks[i].IsCanceled);
            }
        }

        // Takes every block but one: none may still be held.
        await generator.GenerateAsync(Request([1], 255), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Streaming_gives_the_same_tokens_and_may_be_left_early()
    {
        using var model = RandomModels.Create("grouped, tied");
        using var generator = new LlamaGenerator(model);
        var request = Request([9, 8, 7], 30);
        var whole = await generator.GenerateAsync(request, TestContext.Current.CancellationToken);
        var streamed = new List<int>();
        var first = new List<int>();

        await foreach (var token in generator.StreamAsync(request, TestContext.Current.CancellationToken))
            streamed.Add(token);
        await foreach (var token in generator.StreamAsync(request, TestContext.Current.CancellationToken))
        {
            first.Add(token);
            if (first.Count == 3)
                break;
        }

        Assert.Equal(whole.TokenIds, streamed);
        Assert.Equal(whole.TokenIds.Take(3), first);
    }

    [Fact]
    public async Task Disposal_fails_what_still_runs_and_frees_the_memory()
    {
        using var model = RandomModels.Create("grouped, tied");
        var generator = new LlamaGenerator(model);
        var running = Enumerable.Range(0, 16).Select(i => generator.GenerateAsync(Request([i], 250), TestContext.Current.CancellationToken)).ToArray();
        var held = generator.Statistics.NativeBytes;

        generator.Dispose();
        generator.Dispose();

        Assert.True(held > 0);
        Assert.Equal(0, generator.Statistics.NativeBytes);
        foreach (var task in running)
            await task.ContinueWith(done => Assert.True(done.IsCompletedSuccessfully || done.Exception!.InnerException is ObjectDisposedException), TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => generator.GenerateAsync(Request([1], 1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_cache_keeps_to_its_bound()
    {
        using var model = RandomModels.Create("grouped, tied");
        using var generator = new LlamaGenerator(model, new GeneratorOptions { Threads = 2, CacheBytes = 0 });
        await generator.GenerateAsync(Request([1], 255), TestContext.Current.CancellationToken);
        var held = generator.Statistics.NativeBytes;
        var random = new Random(8);

        for (var i = 0; i < 15; i++)
            await generator.GenerateAsync(Request(RandomModels.Prompt(random, 200, 101), 50), TestContext.Current.CancellationToken);

        // One conversation of the full length takes 8 blocks; there are 9, each of 2 layers, 2 heads, 32 positions, 8 + 32 floats.
        Assert.InRange(generator.Statistics.NativeBytes - held, 0, 1 * 2 * 2 * 32 * 40 * 4);
    }

    static GenerationRequest Request(IEnumerable<int> prompt, int count) => new() { PromptIds = [.. prompt], MaxNewTokens = count };

    // Prompts of all lengths, many with a common beginning, greedy and drawn.
    static GenerationRequest[] Mix(int vocabulary, int count)
    {
        var random = new Random(11);
        var common = RandomModels.Prompt(random, 150, vocabulary);
        return [.. Enumerable.Range(0, count).Select(i => new GenerationRequest
        {
            PromptIds = [.. common.Take(random.Next(3) * random.Next(1, 76)), .. RandomModels.Prompt(random, random.Next(1, 80), vocabulary)],
            MaxNewTokens = random.Next(1, 25),
            Temperature = i % 2,
            TopP = i % 4 == 1 ? 0.8 : 1,
            Seed = i,
            StopIds = [random.Next(vocabulary)],
        })];
    }
}
