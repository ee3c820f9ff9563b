using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;

namespace AgentTuning.Llama.Tests.Training;

public sealed class PassMemoryTests
{
    [Theory]
    [InlineData(ComputePrecision.F32, 0)]
    [InlineData(ComputePrecision.F32, 1)]
    [InlineData(ComputePrecision.F32, 2)]
    [InlineData(ComputePrecision.BF16, 0)]
    [InlineData(ComputePrecision.BF16, 1)]
    [InlineData(ComputePrecision.BF16, 3)]
    public void The_plan_is_what_the_buffers_take(ComputePrecision precision, int checkpointEvery)
    {
        var config = LlamaPresets.Tiny(50) with { LayerCount = 5 };
        var options = new PassOptions { Precision = precision, CheckpointEvery = checkpointEvery };
        using var model = new LlamaModel(config, seed: 1);
        using var pass = new PackedPass(model, options);
        int[] ids = [.. Enumerable.Range(0, 200).Select(i => i % 50)];

        ExampleLoss.Backward(pass, [new SharedPrefix(0, [Examples.Of("a", ids, 150)])], divisor: 1);

        var plan = PassMemory.For(config, options, rows: 199, supervisedRows: 50, longestContext: 199);
        Assert.Equal(plan.Rows, pass.Bytes);
    }

    [Theory]
    [InlineData(ComputePrecision.F32)]
    [InlineData(ComputePrecision.BF16)]
    public void The_plan_holds_what_adapters_keep_and_what_passes_through_them(ComputePrecision precision)
    {
        var config = LlamaPresets.Tiny(50);
        var options = new TrainingOptions { Pass = new() { Precision = precision }, Lora = new() { Rank = 4, Dropout = 0.1 } };
        using var model = new LlamaModel(config, seed: 1);
        LoraCheckpoint.Begin(model, options.Lora, seed: 1);
        using var pass = new PackedPass(model, options.Pass) { DropoutSeed = 1 };
        int[] ids = [.. Enumerable.Range(0, 200).Select(i => i % 50)];

        ExampleLoss.Backward(pass, [new SharedPrefix(0, [Examples.Of("a", ids, 150)])], divisor: 1);

        // Thin products of rank 4, and in bf16 one product as wide as the residual stream.
        var passing = precision == ComputePrecision.F32 ? 199 * 2 * 4 * 4 : 199 * (2 * 4 + 32) * 2;
        Assert.Equal(PassMemory.For(config, options, new(199, 50, 199)).Rows - passing, pass.Bytes);
    }

    [Fact]
    public void Keeping_only_inputs_of_layers_takes_a_fraction_of_the_memory()
    {
        var config = LlamaPresets.Llama2With7B;

        var plain = PassMemory.For(config, new(), rows: 4096, supervisedRows: 1000, longestContext: 4096);
        var checkpointed = PassMemory.For(config, new() { CheckpointEvery = 1 }, rows: 4096, supervisedRows: 1000, longestContext: 4096);

        Assert.InRange((double)plain.Bytes / checkpointed.Bytes, 7, 14);
    }

    [Fact]
    public void Scores_do_not_grow_with_vocabulary_times_length()
    {
        long Taken(int vocabulary, int length)
        {
            using var model = new LlamaModel(LlamaPresets.Tiny(vocabulary) with { LayerCount = 1, MaxPositions = 1024 }, seed: 1);
            using var pass = new PackedPass(model);
            int[] ids = [.. Enumerable.Range(0, length + 1).Select(i => i * 7 % vocabulary)];
            ExampleLoss.Backward(pass, [new SharedPrefix(0, [Examples.Of("a", ids, 1)])], divisor: 1);
            return pass.Bytes;
        }

        var narrow = Taken(45_000, 900) - Taken(45_000, 100); // 93 rows of scores at a time
        var wide = Taken(90_000, 900) - Taken(90_000, 100);

        Assert.Equal(narrow, wide);
        Assert.InRange(wide, 1, 900 * 90_000 * sizeof(float) / 100);
    }
}
