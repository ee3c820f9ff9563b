using AgentTuning.Llama.Models;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AgentTuning.Bench.Peers;

/// <summary>A Llama of ordinary TorchSharp modules, as its users write one.</summary>
/// <remarks>Shapes: B batch, T position, D hidden, V vocabulary.</remarks>
sealed class PlainLlama : nn.Module
{
    [ComponentName(Name = "model")]
    readonly PlainDecoder _model;

    [ComponentName(Name = "lm_head")]
    readonly Linear _head;

    public PlainLlama(LlamaModel weights) : base(nameof(PlainLlama))
    {
        if (weights.Config.HasTiedHead) throw new ArgumentException("The head is tied, expected one of its own: the plain Llama has no tied head.", nameof(weights));
        _model = new(weights.Config);
        _head = nn.Linear(weights.Config.HiddenSize, weights.Config.VocabularySize, hasBias: false);
        RegisterComponents();
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var own = named_parameters().ToDictionary(parameter => parameter.name, parameter => parameter.parameter, StringComparer.Ordinal);
        foreach (var (name, weight) in weights.NamedWeights()) own[name].copy_(weight);
    }

    /// <summary>The normalized last hidden states.</summary>
    /// <param name="ids">(B, T)</param>
    /// <param name="positions">(T)</param>
    /// <param name="documents">The lengths of the documents that lie one after the other; null where each row is one document.</param>
    /// <returns>(B, T, D)</returns>
    public Tensor Hidden(Tensor ids, Tensor positions, long[]? documents) => _model.forward(ids, positions, documents);

    /// <summary>(…, D) to (…, V)</summary>
    public Tensor Logits(Tensor hidden) => _head.forward(hidden);
}
