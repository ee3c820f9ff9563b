using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Export;

/// <summary>By what llama.cpp divides the rotary frequencies of a model scaled as Llama 3.1 is.</summary>
static class RopeFactors
{
    /// <summary>The name of the tensor that holds them.</summary>
    public const string TensorName = "rope_freqs.weight";

    /// <summary>One factor per pair of a head, the fastest first; null where the model has none.</summary>
    public static float[]? Of(LlamaConfig config)
    {
        if (config.RopeScaling is not { Kind: RopeScalingKind.Llama3 } scaling) return null;
        var factors = new float[config.HeadSize / 2];
        for (var i = 0; i < factors.Length; i++)
        {
            var turns = scaling.OriginalMaxPositions * Math.Pow(config.RopeTheta, -2.0 * i / config.HeadSize) / (2 * Math.PI);
            var kept = Math.Clamp((turns - scaling.LowFrequencyFactor) / (scaling.HighFrequencyFactor - scaling.LowFrequencyFactor), 0, 1);
            factors[i] = (float)(1 / (((1 - kept) / scaling.Factor) + kept));
        }
        return factors;
    }
}
