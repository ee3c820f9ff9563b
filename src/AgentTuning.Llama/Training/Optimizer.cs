using System.Numerics;
using System.Runtime.InteropServices;
using AgentTuning.Llama.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>Sums the gradients of several replicas, clips them, and lets every weight follow its rule. Frozen weights have none.</summary>
/// <remarks>Every weight is summed and updated by itself in the order of the shards, so the result does not depend on who does it when.</remarks>
sealed class Optimizer : IDisposable
{
    readonly TrainingOptions _options;
    readonly IReadOnlyList<LlamaModel> _replicas;
    readonly IReadOnlyList<Parameter> _parameters;
    readonly IUpdateRule?[] _rules;
    readonly int[] _owners;
    readonly double[] _squaredNorms;

    public Optimizer(TrainingOptions options, IReadOnlyList<LlamaModel> replicas)
    {
        _options = options;
        _replicas = replicas;
        _parameters = replicas[0].Parameters;
        _rules = [.. _parameters.Select(parameter => parameter.requires_grad ? RuleFor(parameter, options, replicas[0]) : null)];
        _owners = Balance(_rules, replicas.Count);
        _squaredNorms = new double[_parameters.Count];
    }

    /// <summary>What the rules remember, under names, for a checkpoint.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> State() =>
        _rules.SelectMany((rule, i) => rule?.State.Select(state => KeyValuePair.Create($"{state.Key}.{i}", state.Value)) ?? []);

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
                _rules[i]?.Update(gradient, scale, step, learningRate);
            foreach (var replica in _replicas) replica.Parameters[i].grad = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var rule in _rules) rule?.Dispose();
    }

    static IUpdateRule RuleFor(Parameter parameter, TrainingOptions options, LlamaModel model)
    {
        if (options.Optimizer == OptimizerKind.Muon)
        {
            foreach (var layer in model.Layers)
            {
                if (layer.ProjectionRows(parameter) is { } rows) return new MuonRule(options, parameter, rows);
            }
        }
        return new AdamWRule(options, parameter);
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

    static Span<float> Floats(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    static int[] Balance(IUpdateRule?[] rules, int shards)
    {
        var owners = new int[rules.Length];
        var loads = new long[shards];
        foreach (var i in Enumerable.Range(0, rules.Length).OrderByDescending(i => rules[i]?.Work ?? 0))
        {
            owners[i] = Array.IndexOf(loads, loads.Min());
            loads[owners[i]] += rules[i]?.Work ?? 0;
        }
        return owners;
    }
}
