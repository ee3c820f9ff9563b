using static TorchSharp.torch;

namespace AgentTuning.Llama.Models;

/// <summary>Cosines and sines of rotary positions, in Hugging Face's convention: the halves of a head turn against each other.</summary>
/// <remarks>Source: Su et al. 2021, RoFormer, https://arxiv.org/abs/2104.09864. Shapes: P positions, C head size.</remarks>
sealed class RotaryTable : IDisposable
{
    readonly Tensor _cosines;
    readonly Tensor _sines;

    public RotaryTable(LlamaConfig config)
    {
        var half = config.HeadSize / 2;
        var cosines = new float[config.MaxPositions * half];
        var sines = new float[config.MaxPositions * half];
        var frequencies = RotaryFrequencies.Of(config);
        var amplitude = config.RopeScaling?.Amplitude ?? 1;
        for (var i = 0; i < half; i++)
        {
            for (var position = 0; position < config.MaxPositions; position++)
            {
                double angle = position * frequencies[i];
                cosines[position * half + i] = (float)(Math.Cos(angle) * amplitude);
                sines[position * half + i] = (float)(Math.Sin(angle) * amplitude);
            }
        }
        CosineNumbers = cosines;
        SineNumbers = sines;
        _cosines = tensor(cosines, [config.MaxPositions, half]).DetachFromDisposeScope(); // (P, C/2)
        _sines = tensor(sines, [config.MaxPositions, half]).DetachFromDisposeScope(); // (P, C/2)
    }

    /// <summary>(P, C/2), row by row.</summary>
    public float[] CosineNumbers { get; }

    /// <summary>(P, C/2), row by row.</summary>
    public float[] SineNumbers { get; }

    /// <summary>The rows of positions that follow one another.</summary>
    /// <returns>(position, C/2) each.</returns>
    public (Tensor Cosines, Tensor Sines) Rows(long first, long count) =>
        (_cosines.narrow(0, first, count), _sines.narrow(0, first, count));

    /// <summary>The rows of given positions.</summary>
    /// <param name="positions">(position) or (batch, position)</param>
    /// <returns>(position, C/2) or (batch, 1, position, C/2) each.</returns>
    public (Tensor Cosines, Tensor Sines) Rows(Tensor positions)
    {
        var flat = positions.reshape(-1);
        var cosines = _cosines.index_select(0, flat);
        var sines = _sines.index_select(0, flat);
        if (positions.dim() == 1) return (cosines, sines);
        long batch = positions.size(0), count = positions.size(1), half = _cosines.size(1);
        return (cosines.view(batch, 1, count, half), sines.view(batch, 1, count, half));
    }

    /// <summary>Turns every head to its position.</summary>
    /// <param name="heads">(batch, head, position, C)</param>
    /// <param name="cosines">Broadcasts to (batch, head, position, C/2).</param>
    /// <param name="sines">As the cosines.</param>
    public static Tensor Rotate(Tensor heads, Tensor cosines, Tensor sines)
    {
        var halves = heads.chunk(2, -1);
        return cat([halves[0] * cosines - halves[1] * sines, halves[1] * cosines + halves[0] * sines], -1);
    }

    public void Dispose()
    {
        _cosines.Dispose();
        _sines.Dispose();
    }
}
