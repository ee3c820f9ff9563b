using System.Numerics;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Kernels;

/// <summary>The heads of a layer and where they lie in a row of its joint projection: queries, keys, values.</summary>
/// <param name="Heads">Of queries.</param>
/// <param name="KeyValueHeads">Of keys and values.</param>
/// <param name="HeadSize">The width of each.</param>
/// <param name="Cosines">(position, head size / 2)</param>
/// <param name="Sines">As the cosines.</param>
sealed record AttentionShape(int Heads, int KeyValueHeads, int HeadSize, float[] Cosines, float[] Sines)
{
    /// <summary>Query heads for each head of keys and values.</summary>
    public int Sharing => Heads / KeyValueHeads;

    /// <summary>The width of a row of the joint projection.</summary>
    public int RowWidth => (Heads + 2 * KeyValueHeads) * HeadSize;

    /// <summary>What scores are multiplied by.</summary>
    public float Scale => 1 / MathF.Sqrt(HeadSize);

    /// <summary>Turns a row of one head to its position, scaled.</summary>
    /// <param name="from">The row.</param>
    /// <param name="to">May be the same.</param>
    /// <param name="position">From 0.</param>
    /// <param name="direction">1 turns, −1 turns back.</param>
    /// <param name="scale">Multiplies the result.</param>
    public void Rotate(ReadOnlySpan<float> from, Span<float> to, int position, int direction, float scale)
    {
        var half = HeadSize / 2;
        var cosines = Cosines.AsSpan(position * half, half);
        var sines = Sines.AsSpan(position * half, half);
        var width = Vector<float>.Count;
        var i = 0;
        for (; i <= half - width; i += width)
        {
            Vector<float> a = new(from[i..]), b = new(from[(half + i)..]);
            Vector<float> cosine = new Vector<float>(cosines[i..]) * scale, sine = new Vector<float>(sines[i..]) * (scale * direction);
            (a * cosine - b * sine).CopyTo(to[i..]);
            (b * cosine + a * sine).CopyTo(to[(half + i)..]);
        }
        for (; i < half; i++)
        {
            var (a, b, cosine, sine) = (from[i], from[half + i], cosines[i] * scale, sines[i] * scale * direction);
            to[i] = a * cosine - b * sine;
            to[half + i] = b * cosine + a * sine;
        }
    }

    /// <summary>The shape of a model's layers.</summary>
    public static AttentionShape Of(LlamaConfig config, float[] cosines, float[] sines) =>
        new(config.HeadCount, config.KeyValueHeadCount, config.HeadSize, cosines, sines);
}
