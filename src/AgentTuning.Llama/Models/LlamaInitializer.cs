using static TorchSharp.torch;

namespace AgentTuning.Llama.Models;

/// <summary>Random weights for a model made from nothing.</summary>
static class LlamaInitializer
{
    const double EmbeddingDeviation = 0.02;

    /// <summary>Fills every weight from one stream of random numbers.</summary>
    public static void Fill(LlamaModel model, Random random)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        foreach (var (name, weight) in model.NamedWeights())
        {
            if (weight.dim() == 1) weight.fill_(1);
            else weight.copy_(Normal(random, weight.shape, Deviation(name, weight, model.Config)));
        }
    }

    // Deviation from Llama's 0.02 everywhere: one over the square root of the inputs is that at a width of 2,500, and keeps
    // the signal of narrow models alive. What writes into the residual stream shrinks with depth (Radford et al. 2019, GPT-2, section 2.3).
    static double Deviation(string name, Tensor weight, LlamaConfig config)
    {
        if (name is "model.embed_tokens.weight" or "lm_head.weight") return EmbeddingDeviation;
        var deviation = 1 / Math.Sqrt(weight.size(1));
        var writesToResidual = name.EndsWith("o_proj.weight", StringComparison.Ordinal)
            || name.EndsWith("down_proj.weight", StringComparison.Ordinal);
        return writesToResidual ? deviation / Math.Sqrt(2 * config.LayerCount) : deviation;
    }

    // Drawn here and not by libtorch, whose stream of random numbers depends on the processor's vector width.
    static Tensor Normal(Random random, long[] shape, double deviation)
    {
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i += 2)
        {
            var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var angle = 2 * Math.PI * random.NextDouble();
            values[i] = (float)(radius * Math.Cos(angle));
            if (i + 1 < values.Length) values[i + 1] = (float)(radius * Math.Sin(angle));
        }
        return tensor(values, shape);
    }
}
