using AgentTuning.Llama.Models;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AgentTuning.Bench.Peers;

/// <summary>Embeddings, layers and the last norm.</summary>
sealed class PlainDecoder : nn.Module<Tensor, Tensor, long[]?, Tensor>
{
    [ComponentName(Name = "embed_tokens")]
    readonly Embedding _embedding;

    [ComponentName(Name = "layers")]
    readonly ModuleList<PlainDecoderLayer> _layers;

    [ComponentName(Name = "norm")]
    readonly PlainRmsNorm _norm;

    readonly Tensor _frequencies; // (C/2)

    public PlainDecoder(LlamaConfig config) : base(nameof(PlainDecoder))
    {
        _embedding = nn.Embedding(config.VocabularySize, config.HiddenSize);
        _layers = new([.. Enumerable.Range(0, config.LayerCount).Select(_ => new PlainDecoderLayer(config))]);
        _norm = new(config.HiddenSize, config.NormEpsilon);
        using var scope = NewDisposeScope();
        var exponents = arange(0, config.HeadSize, 2, dtype: ScalarType.Float32) / config.HeadSize;
        _frequencies = pow(config.RopeTheta, exponents).reciprocal().DetachFromDisposeScope();
        RegisterComponents();
    }

    public override Tensor forward(Tensor ids, Tensor positions, long[]? documents)
    {
        var angles = outer(positions.to(ScalarType.Float32), _frequencies); // (T, C/2)
        angles = cat([angles, angles], -1); // (T, C)
        var (cosines, sines) = (angles.cos(), angles.sin());
        var x = _embedding.forward(ids); // (B, T, D)
        foreach (var layer in _layers) x = layer.Forward(x, cosines, sines, documents);
        return _norm.forward(x);
    }
}
