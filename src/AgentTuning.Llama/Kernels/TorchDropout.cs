using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Dropout by torch operators, on any device: the same draws in 32-bit integers, whose products wrap around.</summary>
sealed class TorchDropout(Device device) : IDropoutKernel
{
    /// <inheritdoc/>
    public void Forward(ColumnDropout dropout, DropoutKeys keys, Tensor input, Tensor output)
    {
        using var scope = NewDisposeScope();
        output.copy_(input * dropout.Factor).masked_fill_(Hidden(dropout, keys, input.size(1)), 0);
    }

    /// <inheritdoc/>
    public void AddBackward(ColumnDropout dropout, DropoutKeys keys, Tensor outer, Tensor inner)
    {
        using var scope = NewDisposeScope();
        inner.add_((outer * dropout.Factor).masked_fill_(Hidden(dropout, keys, outer.size(1)), 0));
    }

    Tensor Hidden(ColumnDropout dropout, DropoutKeys keys, long width)
    {
        var halves = keys.Halves(device);
        var columns = arange(width, dtype: ScalarType.Int32, device: device).add_(Signed(dropout.FirstInput)).mul_(Signed(ColumnDropout.Spread));
        var x = columns + halves.narrow(1, 0, 1); // (N, in)
        x = (x ^ Shifted(x, 16)).mul_(Signed(ColumnDropout.First));
        x = (x ^ Shifted(x, 15) ^ halves.narrow(1, 1, 1)).mul_(Signed(ColumnDropout.Second));
        x = x ^ Shifted(x, 16);
        const uint signs = 0x80000000; // turned, signed comparison orders as unsigned
        return (x ^ tensor(Signed(signs), device: device)) < Signed(dropout.Threshold ^ signs);
    }

    // The shift keeps the sign; what it brings in is cut off.
    Tensor Shifted(Tensor x, int bits) =>
        x.bitwise_right_shift(tensor(bits, device: device)) & tensor((1 << (32 - bits)) - 1, device: device);

    static int Signed(uint bits) => unchecked((int)bits);
}
