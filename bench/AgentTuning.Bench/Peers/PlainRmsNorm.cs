using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AgentTuning.Bench.Peers;

/// <summary>x over the root of its mean square, times a weight.</summary>
sealed class PlainRmsNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    readonly Parameter _weight;

    readonly double _epsilon;

    public PlainRmsNorm(long width, double epsilon) : base(nameof(PlainRmsNorm))
    {
        _weight = new Parameter(ones(width));
        _epsilon = epsilon;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => x * rsqrt(x.square().mean([-1], keepdim: true) + _epsilon) * _weight;
}
