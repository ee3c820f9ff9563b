using System.Numerics;
using System.Runtime.InteropServices;
using AgentTuning.Llama.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>AdamW (Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101) with clipping, over the gradients of several replicas.</summary>
/// <remarks>Every weight is summed and updated by itself in the order of the shards, so the result does not depend on who does it when.</remarks>
sealed class AdamW : IDisposable
{
    readonly TrainingOptions _options;
    readonly IReadOnlyList<LlamaModel> _replicas;
    readonly IReadOnlyList<Parameter> _parameters;
    readonly Tensor[] _means;
    readonly Tensor[] _squares;
    readonly int[] _owners;
    readonly double[] _squaredNorms;

    public AdamW(TrainingOptions options, IReadOnlyList<LlamaModel> replicas)
    {
        _options = options;
        _replicas = replicas;
        _parameters = replicas[0].Parameters;
        _means = [.. _parameters.Select(Zeros)];
        _squares = [.. _parameters.Select(Zeros)];
        _owners = Balance(_parameters, replicas.Count);
        _squaredNorms = new double[_parameters.Count];
    }

    /// <summary>The running means and mean squares, under names, for a checkpoint.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> State() =>
        _means.Select((mean, i) => KeyValuePair.Create($"mean.{i}", mean))
            .Concat(_squares.Select((square, i) => KeyValuePair.Create($"square.{i}", square)));

    /// <summary>Adds up the gradients of the weights that a shard owns.</summary>
    public void SumGradients(int shard)
    {
        for (var i = 0; i < _parameters.Count; i++)
        {
            if (_owners[i] == shard) _squaredNorms[i] = SumGradient(i);
        }
    }

    /// <summary>The length of the summed gradient over all weights.</summary>
    public double GradientNorm() => Math.Sqrt(_squaredNorms.Sum());

    /// <summary>Updates the weights that a shard owns and forgets their gradients.</summary>
    /// <param name="shard">From 0.</param>
    /// <param name="step">From 1.</param>
    /// <param name="learningRate">Of this step.</param>
    /// <param name="gradientNorm">From <see cref="GradientNorm"/>.</param>
    public void Update(int shard, int step, double learningRate, double gradientNorm)
    {
        using var scope = NewDisposeScope();
        var scale = gradientNorm > _options.ClipNorm ? _options.ClipNorm / gradientNorm : 1;
        for (var i = 0; i < _parameters.Count; i++)
        {
            if (_owners[i] != shard) continue;
            if (_replicas.Select(replica => replica.Parameters[i].grad).FirstOrDefault(grad => grad is not null) is { } gradient)
            {
                var decay = _parameters[i].dim() > 1 ? _options.WeightDecay : 0;
                Update(Floats(_parameters[i]), Floats(gradient), Floats(_means[i]), Floats(_squares[i]), new Coefficients
                {
                    GradientScale = (float)scale,
                    Beta1 = (float)_options.Beta1,
                    Beta2 = (float)_options.Beta2,
                    Kept = (float)(1 - learningRate * decay),
                    Rate = (float)(learningRate / (1 - Math.Pow(_options.Beta1, step))),
                    SquareScale = (float)(1 / Math.Sqrt(1 - Math.Pow(_options.Beta2, step))),
                    Epsilon = (float)_options.Epsilon,
                });
            }
            foreach (var replica in _replicas) replica.Parameters[i].grad = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _means.Concat(_squares)) tensor.Dispose();
    }

    double SumGradient(int index)
    {
        using var scope = NewDisposeScope();
        var sum = Span<float>.Empty;
        foreach (var replica in _replicas)
        {
            if (replica.Parameters[index].grad is not { } gradient) continue;
            var part = Floats(gradient);
            if (sum.IsEmpty) sum = part;
            else Add(sum, part);
        }
        return SquaredNorm(sum);
    }

    static void Add(Span<float> sum, ReadOnlySpan<float> part)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var parts = MemoryMarshal.Cast<float, Vector<float>>(part);
        for (var i = 0; i < sums.Length; i++) sums[i] += parts[i];
        for (var i = sums.Length * Vector<float>.Count; i < sum.Length; i++) sum[i] += part[i];
    }

    static double SquaredNorm(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        for (var start = 0; start < values.Length; start += 1024)
        {
            var chunk = values[start..Math.Min(start + 1024, values.Length)];
            var vectors = MemoryMarshal.Cast<float, Vector<float>>(chunk);
            var squares = Vector<float>.Zero;
            foreach (var vector in vectors) squares += vector * vector;
            sum += Vector.Sum(squares);
            for (var i = vectors.Length * Vector<float>.Count; i < chunk.Length; i++) sum += chunk[i] * chunk[i];
        }
        return sum;
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

    static Tensor Zeros(Parameter parameter) => zeros(parameter.shape).DetachFromDisposeScope();

    static int[] Balance(IReadOnlyList<Parameter> parameters, int shards)
    {
        var owners = new int[parameters.Count];
        var loads = new long[shards];
        foreach (var i in Enumerable.Range(0, parameters.Count).OrderByDescending(i => parameters[i].numel()))
        {
            owners[i] = Array.IndexOf(loads, loads.Min());
            loads[owners[i]] += parameters[i].numel();
        }
        return owners;
    }

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
