using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>How one weight follows its gradient, and what it remembers of earlier ones.</summary>
interface IUpdateRule : IDisposable
{
    /// <summary>What must be kept to go on, under names.</summary>
    IEnumerable<KeyValuePair<string, Tensor>> State { get; }

    /// <summary>Floating-point operations of an update, roughly: for sharing the updates out.</summary>
    long Work { get; }

    /// <summary>Changes the weight.</summary>
    /// <param name="gradient">Of the weight's shape.</param>
    /// <param name="gradientScale">Multiplies the gradient: below 1 where it is clipped.</param>
    /// <param name="step">From 1.</param>
    /// <param name="learningRate">Of this step.</param>
    void Update(Tensor gradient, double gradientScale, int step, double learningRate);
}
