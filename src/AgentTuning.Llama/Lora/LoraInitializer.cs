using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Lora;

/// <summary>The adapters that training begins with: A random, B zero, so that the model is as it was.</summary>
static class LoraInitializer
{
    /// <summary>New adapters; those of a projection depend on the seed and the projection alone.</summary>
    public static IReadOnlyList<LowRankAdapter> Create(IEnumerable<AdapterShape> shapes, double dropout, int seed)
    {
        using var scope = NewDisposeScope();
        return [.. shapes.Select(shape => new LowRankAdapter(
            shape.Module,
            LlamaModel.Keep(Uniform(new Random(unchecked(seed * 1_000_003 + shape.Module.FirstInput)), shape.Rank, shape.Module.Inputs), isTrained: true),
            LlamaModel.Keep(zeros([shape.Module.Outputs, shape.Rank], ScalarType.Float32), isTrained: true),
            shape.Scale,
            dropout))];
    }

    // Kaiming's uniform distribution with a slope of √5 (He et al. 2015, https://arxiv.org/abs/1502.01852): bound √(6 / (1 + 5) / inputs).
    static Tensor Uniform(Random random, int rank, int inputs)
    {
        var bound = 1 / Math.Sqrt(inputs);
        var numbers = new float[rank * inputs];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = (float)((2 * random.NextDouble() - 1) * bound);
        // Memory of libtorch's own is aligned; a managed array is not, and products may round by where their factors lie.
        return empty([rank, inputs], ScalarType.Float32).copy_(tensor(numbers, [rank, inputs]));
    }
}
