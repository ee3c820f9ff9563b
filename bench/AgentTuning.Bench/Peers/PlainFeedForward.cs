using AgentTuning.Llama.Models;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AgentTuning.Bench.Peers;

/// <summary>SwiGLU between two projections up and one down.</summary>
sealed class PlainFeedForward : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "gate_proj")]
    readonly Linear _gate;

    [ComponentName(Name = "up_proj")]
    readonly Linear _up;

    [ComponentName(Name = "down_proj")]
    readonly Linear _down;

    public PlainFeedForward(LlamaConfig config) : base(nameof(PlainFeedForward))
    {
        _gate = nn.Linear(config.HiddenSize, config.IntermediateSize, hasBias: false);
        _up = nn.Linear(config.HiddenSize, config.IntermediateSize, hasBias: false);
        _down = nn.Linear(config.IntermediateSize, config.HiddenSize, hasBias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => _down.forward(F.silu(_gate.forward(x)) * _up.forward(x));
}
