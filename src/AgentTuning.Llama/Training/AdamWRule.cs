using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>AdamW (Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101) for one weight. Norms do not decay.</summary>
sealed class AdamWRule(TrainingOptions options, Parameter weight) : IUpdateRule
{
    readonly Tensor _mean = zeros(weight.shape).DetachFromDisposeScope();
    readonly Tensor _square = zeros(weight.shape).DetachFromDisposeScope();

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, Tensor>> State => [new("mean", _mean), new("square", _square)];

    /// <inheritdoc/>
    public long Work => 150 * weight.numel(); // bound by memory, not by its 15 operations

    /// <inheritdoc/>
    public void Update(Tensor gradient, double gradientScale, int step, double learningRate)
    {
        var decay = weight.dim() > 1 ? options.WeightDecay : 0;
        Update(Floats(weight), Floats(gradient), Floats(_mean), Floats(_square), new Coefficients
        {
            GradientScale = (float)gradientScale,
            Beta1 = (float)options.Beta1,
            Beta2 = (float)options.Beta2,
            Kept = (float)(1 - learningRate * decay),
            Rate = (float)(learningRate / (1 - Math.Pow(options.Beta1, step))),
            SquareScale = (float)(1 / Math.Sqrt(1 - Math.Pow(options.Beta2, step))),
            Epsilon = (float)options.Epsilon,
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mean.Dispose();
        _square.Dispose();
    }

    static void Update(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> means, Span<float> squares, Coefficients c)
    {
        var width = Vector<float>.Count;
        var i = 0;
        for (; i <= weights.Length - width; i += width)
        {
            var gradient = new Vector<float>(gradients[i..]) * c.GradientScale;
            var mean = new Vector<float>(means[i..]) * c.Beta1 + gradient * (1 - c.Beta1);
            var square = new Vector<float>(squares[i..]) * c.Beta2 + gradient * gradient * (1 - c.Beta2);
            var root = Vector.SquareRoot(square) * c.SquareScale + new Vector<float>(c.Epsilon);
            mean.CopyTo(means[i..]);
            square.CopyTo(squares[i..]);
            (new Vector<float>(weights[i..]) * c.Kept - mean * c.Rate / root).CopyTo(weights[i..]);
        }
        for (; i < weights.Length; i++)
        {
            var gradient = gradients[i] * c.GradientScale;
            means[i] = means[i] * c.Beta1 + gradient * (1 - c.Beta1);
            squares[i] = squares[i] * c.Beta2 + gradient * gradient * (1 - c.Beta2);
            weights[i] = weights[i] * c.Kept - means[i] * c.Rate / (MathF.Sqrt(squares[i]) * c.SquareScale + c.Epsilon);
        }
    }

    static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    readonly record struct Coefficients
    {
        public required float GradientScale { get; init; }

        public required float Beta1 { get; init; }

        public required float Beta2 { get; init; }

        public required float Kept { get; init; }

        public required float Rate { get; init; }

        public required float SquareScale { get; init; }

        public required float Epsilon { get; init; }
    }
}
