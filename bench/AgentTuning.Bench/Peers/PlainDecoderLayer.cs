using AgentTuning.Llama.Models;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AgentTuning.Bench.Peers;

/// <summary>Attention and feed-forward, each after a norm.</summary>
sealed class PlainDecoderLayer : nn.Module
{
    [ComponentName(Name = "input_layernorm")]
    readonly PlainRmsNorm _attentionNorm;

    [ComponentName(Name = "self_attn")]
    readonly PlainAttention _attention;

    [ComponentName(Name = "post_attention_layernorm")]
    readonly PlainRmsNorm _feedForwardNorm;

    [ComponentName(Name = "mlp")]
    readonly PlainFeedForward _feedForward;

    public PlainDecoderLayer(LlamaConfig config) : base(nameof(PlainDecoderLayer))
    {
        _attentionNorm = new(config.HiddenSize, config.NormEpsilon);
        _attention = new(config);
        _feedForwardNorm = new(config.HiddenSize, config.NormEpsilon);
        _feedForward = new(config);
        RegisterComponents();
    }

    /// <summary>(B, T, D) to (B, T, D)</summary>
    public Tensor Forward(Tensor x, Tensor cosines, Tensor sines, long[]? documents)
    {
        x += _attention.Forward(_attentionNorm.forward(x), cosines, sines, documents);
        return x + _feedForward.forward(_feedForwardNorm.forward(x));
    }
}
