using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AgentTuning.Bench.Peers;

/// <summary>A plain model with libtorch's AdamW, and with ours, each with its own state.</summary>
sealed class PlainTrainee : IDisposable
{
    /// <summary>The label of a position without loss.</summary>
    public const long Ignored = -100;

    const double LearningRate = 1e-4;
    const double WeightDecay = 0.1;
    const double Beta2 = 0.95;

    readonly optim.Optimizer _optimizer;
    readonly Parameter[] _parameters;
    readonly Lazy<AdamWRule[]> _rules;
    readonly int _threads;
    int _fusedSteps;

    public PlainTrainee(LlamaModel weights, int threads)
    {
        Weights = weights;
        Model = new(weights);
        _threads = threads;
        _parameters = [.. Model.parameters()];
        _optimizer = optim.AdamW(_parameters, LearningRate, beta1: 0.9, Beta2, eps: 1e-8, WeightDecay);
        var options = new TrainingOptions { LearningRate = LearningRate, WeightDecay = WeightDecay, Beta2 = Beta2 };
        _rules = new(() => [.. _parameters.Select(parameter => new AdamWRule(options, parameter))]);
    }

    /// <summary>The weights that it began with.</summary>
    public LlamaModel Weights { get; }

    /// <summary>The model.</summary>
    public PlainLlama Model { get; }

    /// <summary>The cross-entropy summed over the labels that count.</summary>
    /// <param name="logits">(B, T, V)</param>
    /// <param name="labels">(B, T)</param>
    public static Tensor Loss(Tensor logits, Tensor labels) =>
        F.cross_entropy(logits.reshape(-1, logits.size(-1)), labels.reshape(-1), ignore_index: Ignored, reduction: nn.Reduction.Sum);

    /// <summary>Follows the gradients.</summary>
    /// <param name="isFused">True for our AdamW, which goes over memory once.</param>
    public void Update(bool isFused)
    {
        if (!isFused)
        {
            _optimizer.step();
            return;
        }
        _fusedSteps++;
        var rules = _rules.Value;
        Parallel.For(0, rules.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads }, i =>
        {
            if (_parameters[i].grad is { } gradient) rules[i].Update(gradient, gradientScale: 1, _fusedSteps, LearningRate);
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        Model.Dispose();
        if (!_rules.IsValueCreated) return;
        foreach (var rule in _rules.Value) rule.Dispose();
    }
}
