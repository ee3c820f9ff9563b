using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Training;

/// <summary>The loss of examples and the gradients of all weights, under given options of the pass.</summary>
sealed record PassGradients(double Loss, IReadOnlyList<float[]> Gradients)
{
    /// <summary>Computes them on a new model.</summary>
    public static PassGradients Of(LlamaConfig config, PassOptions options, IReadOnlyList<TokenizedExample> examples, bool isPacked = true)
    {
        using var model = new LlamaModel(config, seed: 2);
        Scatter(model);
        using var pass = new PackedPass(model, options);
        var groups = isPacked ? SharedPrefix.Group(examples) : [.. examples.Select(example => new SharedPrefix(0, [example]))];
        var loss = ExampleLoss.Backward(pass, groups, divisor: 1);
        return new(loss, [.. model.Parameters.Select(parameter => parameter.grad!.data<float>().ToArray())]);
    }

    /// <summary>Gives norms and biases values of their own, so that nothing of them can be forgotten unseen.</summary>
    public static void Scatter(LlamaModel model)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var random = new Random(5);
        foreach (var parameter in model.Parameters.Where(parameter => parameter.dim() == 1))
        {
            var numbers = Enumerable.Range(0, (int)parameter.numel()).Select(_ => (float)(random.NextDouble() * 0.4 - 0.2)).ToArray();
            parameter.add_(tensor(numbers));
        }
    }

    /// <summary>The length of the difference of all gradients over the length of the others.</summary>
    public double DistanceTo(PassGradients other)
    {
        double difference = 0, length = 0;
        foreach (var (mine, theirs) in Gradients.Zip(other.Gradients))
        {
            for (var i = 0; i < mine.Length; i++)
            {
                difference += Math.Pow(mine[i] - theirs[i], 2);
                length += Math.Pow(theirs[i], 2);
            }
        }
        return Math.Sqrt(difference / length);
    }
}
