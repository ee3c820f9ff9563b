using AgentTuning.Llama.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>A weight of one replica as its pass sees it.</summary>
/// <param name="parameter">What an optimizer changes; holds the gradient.</param>
/// <param name="index">Among the model's parameters.</param>
/// <param name="values">What products read.</param>
sealed class PassWeight(Parameter parameter, int index, ComputeWeights values)
{
    /// <summary>What an optimizer changes; holds the gradient.</summary>
    public Parameter Parameter => parameter;

    /// <summary>In the type that the pass computes in.</summary>
    public Tensor Value => values[index];

    /// <summary>True if the weight takes a gradient.</summary>
    public bool IsTrained { get; } = parameter.requires_grad;

    /// <summary>The gradient in 32-bit floats; zero at first.</summary>
    public Tensor Gradient()
    {
        if (parameter.grad is { } gradient) return gradient;
        parameter.grad = zeros(parameter.shape, dtype: ScalarType.Float32, device: parameter.device);
        return parameter.grad;
    }

    /// <summary>The gradient, or null where the weight is frozen.</summary>
    public Tensor? GradientIfTrained() => IsTrained ? Gradient() : null;

    /// <summary>Finds weights among the parameters of a replica.</summary>
    public static Func<Parameter, PassWeight> Finder(LlamaModel replica, ComputeWeights values)
    {
        var indices = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < replica.Parameters.Count; i++) indices[replica.Parameters[i]] = i;
        return parameter => new(parameter, indices[parameter], values);
    }
}
