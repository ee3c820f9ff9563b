using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AgentTuning.Llama.Kernels;

/// <summary>SwiGLU by torch operators, on any device.</summary>
sealed class TorchSwiGlu : ISwiGluKernel
{
    /// <inheritdoc/>
    public void Forward(RowBuffer gateUp, RowBuffer result)
    {
        using var scope = NewDisposeScope();
        var (gate, up) = Halves(gateUp, result.Width);
        result.Use(gateUp.Count).View().copy_(F.silu(gate.to(ScalarType.Float32)).mul_(up));
    }

    /// <inheritdoc/>
    public void Backward(RowBuffer gateUp, RowBuffer outer)
    {
        using var scope = NewDisposeScope();
        var (gate, up) = Halves(gateUp, outer.Width);
        var (g, gradient) = (gate.to(ScalarType.Float32), outer.View().to(ScalarType.Float32));
        var sigmoid = g.sigmoid();
        var silu = g * sigmoid;
        var slope = (1 - sigmoid).mul_(silu).add_(sigmoid);
        gate.copy_(slope.mul_(up).mul_(gradient));
        up.copy_(silu.mul_(gradient));
    }

    static (Tensor Gate, Tensor Up) Halves(RowBuffer gateUp, int width)
    {
        var rows = gateUp.View();
        return (rows.narrow(1, 0, width), rows.narrow(1, width, width));
    }
}
