using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Training;

public sealed class PassDefaultsTests
{
    [Fact]
    public void A_small_model_takes_shards_and_a_large_one_threads()
    {
        var (small, large) = (LlamaPresets.Small(1000), LlamaPresets.Llama2With7B);

        Assert.Equal((4, 1), (PassDefaults.Shards(small), PassDefaults.Threads(small, 4)));
        Assert.Equal((1, Environment.ProcessorCount), (PassDefaults.Shards(large), PassDefaults.Threads(large, 1)));
    }

    [Fact]
    public void What_was_asked_for_stays()
    {
        var asked = new PassOptions { Precision = ComputePrecision.BF16, Device = ComputeDevice.Cpu };

        var (options, reason) = PassDefaults.Decide(LlamaPresets.Small(1000), asked);

        Assert.Equal(asked, options);
        Assert.Equal("cpu, bf16: as asked for", reason);
    }

    [Fact]
    public void A_narrow_model_computes_in_fp32_everywhere()
    {
        var (options, reason) = PassDefaults.Decide(LlamaPresets.Small(1000), new() { Precision = ComputePrecision.Auto, Device = ComputeDevice.Cpu });

        Assert.Equal(ComputePrecision.F32, options.Precision);
        Assert.Equal("cpu, f32: a hidden size of 128 is too narrow to gain from bf16 (from 384 on)", reason);
    }

    [Fact]
    public void A_wide_model_follows_the_processor()
    {
        var (options, _) = PassDefaults.Decide(LlamaPresets.Llama2With7B, new() { Precision = ComputePrecision.Auto, Device = ComputeDevice.Cpu });

        Assert.Equal(PassDefaults.ProcessorHasBF16 ? ComputePrecision.BF16 : ComputePrecision.F32, options.Precision);
    }

    [Fact]
    public void Without_a_GPU_auto_takes_the_processor_and_cuda_says_what_to_do()
    {
        Assert.SkipWhen(cuda.is_available(), "There is a GPU.");

        var (options, _) = PassDefaults.Decide(LlamaPresets.Small(1000), new() { Device = ComputeDevice.Auto });
        var exception = Assert.Throws<InvalidOperationException>(
            () => PassDefaults.Decide(LlamaPresets.Small(1000), new() { Device = ComputeDevice.Cuda }));

        Assert.Equal(ComputeDevice.Cpu, options.Device);
        Assert.Contains("docs/gpu.md", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_of_a_model_has_its_weights_and_changes_alone()
    {
        using var model = new LlamaModel(LlamaPresets.Tiny(50), seed: 1);
        using var copy = model.CopyTo(CPU);
        var before = model.Layers[0].Down.data<float>().ToArray();

        using (no_grad()) copy.Layers[0].Down.mul_(2);
        Assert.Equal(before, model.Layers[0].Down.data<float>().ToArray());
        model.CopyFrom(copy);

        Assert.Equal(before.Select(number => 2 * number), model.Layers[0].Down.data<float>().ToArray());
    }
}
