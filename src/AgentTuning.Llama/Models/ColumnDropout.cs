using static TorchSharp.torch;

namespace AgentTuning.Llama.Models;

/// <summary>Which inputs of a projection dropout hides: a pure function of a row's key and an input's number.</summary>
/// <remarks>
/// A counter-based generator in 32 bits, so that kernels on any machine draw the same without drawing in order: the number is multiplied and
/// mixed, with one half of the key added before and the other between the rounds of a mixing function (https://github.com/skeeto/hash-prospector).
/// </remarks>
sealed class ColumnDropout
{
    /// <summary>Spreads the numbers of inputs.</summary>
    public const uint Spread = 0x9e3779b1;

    /// <summary>The multiplier of the first round.</summary>
    public const uint First = 0x7feb352d;

    /// <summary>The multiplier of the second round.</summary>
    public const uint Second = 0x846ca68b;

    /// <param name="share">Of inputs that are hidden; in [0, 1).</param>
    /// <param name="firstInput">The number of the first input.</param>
    public ColumnDropout(double share, int firstInput)
    {
        Share = share;
        FirstInput = (uint)firstInput;
        Threshold = (uint)(share * 4294967296.0);
        Factor = (float)(1 / (1 - share));
    }

    /// <summary>Of inputs that are hidden.</summary>
    public double Share { get; }

    /// <summary>The number of the first input.</summary>
    public uint FirstInput { get; }

    /// <summary>Draws below it hide.</summary>
    public uint Threshold { get; }

    /// <summary>By which what is seen is multiplied.</summary>
    public float Factor { get; }

    /// <summary>True if an input is hidden.</summary>
    /// <param name="key">Of the row.</param>
    /// <param name="column">From 0.</param>
    public bool Hides(ulong key, int column)
    {
        var x = (FirstInput + (uint)column) * Spread + (uint)key;
        x = (x ^ (x >> 16)) * First;
        x = (x ^ (x >> 15) ^ (uint)(key >> 32)) * Second;
        return (x ^ (x >> 16)) < Threshold;
    }

    /// <summary>By what each input is multiplied: 0 or <see cref="Factor"/>.</summary>
    /// <returns>(keys, width)</returns>
    public Tensor Factors(ReadOnlySpan<ulong> keys, int width)
    {
        var factors = new float[keys.Length * width];
        for (var row = 0; row < keys.Length; row++)
        {
            for (var column = 0; column < width; column++)
                factors[row * width + column] = Hides(keys[row], column) ? 0 : Factor;
        }
        return tensor(factors, [keys.Length, width]);
    }
}
