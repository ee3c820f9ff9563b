using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Models;

/// <summary>Random weights for a model made from nothing.</summary>
static class LlamaInitializer
{
    const double EmbeddingDeviation = 0.02;
    const double LookBackScore = 12; // before softmax, where the next position has 10

    /// <summary>Fills every weight from one stream of random numbers.</summary>
    public static void Fill(LlamaModel model, Random random)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        foreach (var (name, weight) in model.NamedWeights())
        {
            if (weight.dim() == 1) weight.fill_(name.EndsWith(".bias", StringComparison.Ordinal) ? 0 : 1);
            else Normal(random, MemoryMarshal.Cast<byte, float>(weight.bytes), Deviation(name, weight, model.Config));
        }
        LookBack(model, random);
    }

    // A head that looks one position back is what a decoder must find before it can copy from its context (Olsson et al. 2022,
    // https://arxiv.org/abs/2209.11895), and a small one spends much of its training on it. The first layer's first head begins that
    // way: all embeddings get a common part, by which queries and keys of any tokens meet where their positions differ by one.
    static void LookBack(LlamaModel model, Random random)
    {
        var config = model.Config;
        var half = config.HeadSize / 2;
        var pairs = Math.Min(4, half); // the frequencies fast enough to tell neighbours apart
        var common = Signs(random, config.HiddenSize);
        model.Embedding.add_(common * EmbeddingDeviation);
        var (query, key) = (new float[config.HeadSize], new float[config.HeadSize]);
        for (var i = 0; i < pairs; i++)
        {
            query[i] = 1;
            key[i] = model.Rotary.CosineNumbers[half + i]; // turned ahead by one position
            key[half + i] = model.Rotary.SineNumbers[half + i];
        }
        // Common part and token share the normalized embedding evenly: each side of a score has 1/√2 of it.
        var gain = Math.Sqrt(LookBackScore * Math.Sqrt(config.HeadSize) / (0.5 * pairs)) / config.HiddenSize;
        var weights = model.Layers[0].NamedWeights().ToDictionary(weight => weight.Name, weight => weight.Weight, StringComparer.Ordinal);
        Bend(weights["self_attn.q_proj.weight"], query);
        Bend(weights["self_attn.k_proj.weight"], key);

        void Bend(Tensor projection, float[] head) =>
            projection.narrow(0, 0, config.HeadSize).mul_(0.5).add_(tensor(head).outer(common) * gain);
    }

    static Tensor Signs(Random random, int count) =>
        tensor(Enumerable.Range(0, count).Select(_ => random.Next(2) == 0 ? -1f : 1f).ToArray());

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

    // Drawn here and not by libtorch, whose stream of random numbers depends on the processor's vector width. Straight into the
    // weights: a large model has no room for a second copy.
    static void Normal(Random random, Span<float> values, double deviation)
    {
        for (var i = 0; i < values.Length; i += 2)
        {
            var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var angle = 2 * Math.PI * random.NextDouble();
            values[i] = (float)(radius * Math.Cos(angle));
            if (i + 1 < values.Length) values[i + 1] = (float)(radius * Math.Sin(angle));
        }
    }
}
