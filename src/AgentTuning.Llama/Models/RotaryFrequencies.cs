namespace AgentTuning.Llama.Models;

/// <summary>Radians per position of each pair of a head, scaled as the configuration asks.</summary>
static class RotaryFrequencies
{
    /// <summary>The frequencies, the fastest first.</summary>
    /// <returns>(head size / 2)</returns>
    public static float[] Of(LlamaConfig config)
    {
        var frequencies = new float[config.HeadSize / 2];
        for (var i = 0; i < frequencies.Length; i++)
        {
            // In single precision up to the angle, as the reference implementation has it.
            frequencies[i] = 1f / MathF.Pow((float)config.RopeTheta, 2f * i / config.HeadSize);
        }
        return config.RopeScaling switch
        {
            null => frequencies,
            { Kind: RopeScalingKind.Linear } scaling => Array.ConvertAll(frequencies, frequency => frequency / (float)scaling.Factor),
            { Kind: RopeScalingKind.Llama3 } scaling => Array.ConvertAll(frequencies, frequency => Llama3(frequency, scaling)),
            { } scaling => Yarn(frequencies, config, scaling),
        };
    }

    static float Llama3(float frequency, RopeScaling scaling)
    {
        var turns = scaling.OriginalMaxPositions * (double)frequency / (2 * Math.PI);
        if (turns > scaling.HighFrequencyFactor) return frequency;
        if (turns < scaling.LowFrequencyFactor) return (float)(frequency / scaling.Factor);
        var kept = (turns - scaling.LowFrequencyFactor) / (scaling.HighFrequencyFactor - scaling.LowFrequencyFactor);
        return (float)(((1 - kept) * frequency / scaling.Factor) + (kept * frequency));
    }

    // The ramp runs over pairs, from the one that makes BetaFast turns over the original context to the one that makes BetaSlow.
    static float[] Yarn(float[] frequencies, LlamaConfig config, RopeScaling scaling)
    {
        var low = Math.Max(0, Math.Floor(PairOf(scaling.BetaFast)));
        var high = Math.Min(config.HeadSize - 1, Math.Ceiling(PairOf(scaling.BetaSlow)));
        if (low == high) high += 0.001; // a step instead of a ramp, without dividing by 0
        return [.. frequencies.Select((frequency, pair) =>
        {
            var divided = Math.Clamp((pair - low) / (high - low), 0, 1);
            return (float)((frequency / scaling.Factor * divided) + (frequency * (1 - divided)));
        })];

        double PairOf(double turns) =>
            config.HeadSize * Math.Log(scaling.OriginalMaxPositions / (turns * 2 * Math.PI)) / (2 * Math.Log(config.RopeTheta));
    }
}
