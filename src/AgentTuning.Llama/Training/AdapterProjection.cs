using AgentTuning.Llama.Kernels;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>LoRA in the training pass: y += scale · B A drop(x) on the rows of one projection, and its gradients written out by hand.</summary>
/// <remarks>
/// The way back needs nothing from the way forward but the input: the thin product A drop(x) is cheaper to compute again than to keep.
/// Shapes: N rows of the pack, in and out the widths, R rank.
/// </remarks>
/// <param name="adapter">Of the replica.</param>
/// <param name="a">(R, in), as the pass computes with it.</param>
/// <param name="b">(out, R), as the pass computes with it.</param>
/// <param name="rows">Of the pass.</param>
/// <param name="dropout">Of the pass.</param>
sealed class AdapterProjection(LowRankAdapter adapter, PassWeight a, PassWeight b, AdapterRows rows, IDropoutKernel dropout) : IProjectionAdapter
{
    /// <summary>True where only the rows before supervised tokens come in.</summary>
    public bool SeesKeptRows { get; init; }

    /// <inheritdoc/>
    public void Forward(Tensor input, Tensor output)
    {
        using var scope = NewDisposeScope();
        var inner = Inner(Seen(input)); // (N, R)
        var own = Own(output);
        if (own.dtype == inner.dtype) own.addmm_(inner, b.Value.t());
        else own.add_(inner.mm(b.Value.t()));
    }

    /// <inheritdoc/>
    public void Backward(Tensor outer, Tensor input, Tensor inner)
    {
        using var scope = NewDisposeScope();
        var own = Own(outer); // (N, out)
        var seen = Seen(input); // (N, in)
        AddTo(b, own.t(), Inner(seen));
        var between = own.mm(b.Value).mul_(adapter.Scale); // (N, R), the gradient of A drop(x)
        AddTo(a, between.t(), seen);
        if (Keys is not { } keys)
        {
            inner.addmm_(between, a.Value);
            return;
        }
        var gradients = rows.Scratch(input);
        gradients.addmm_(between, a.Value, beta: 0, alpha: 1);
        dropout.AddBackward(adapter.Dropout, keys, gradients, inner);
    }

    DropoutKeys? Keys => adapter.Dropout.Share > 0 ? rows.Keys(SeesKeptRows) : null;

    Tensor Seen(Tensor input)
    {
        if (Keys is not { } keys) return input;
        var seen = rows.Scratch(input);
        dropout.Forward(adapter.Dropout, keys, input, seen);
        return seen;
    }

    Tensor Inner(Tensor seen) => seen.mm(a.Value.t()).mul_(adapter.Scale);

    Tensor Own(Tensor matrix) => matrix.narrow(1, adapter.Module.FirstRow, adapter.Module.Outputs);

    static void AddTo(PassWeight weight, Tensor left, Tensor right)
    {
        if (!weight.IsTrained) return;
        var gradient = weight.Gradient();
        if (left.dtype == gradient.dtype) gradient.addmm_(left, right);
        else gradient.add_(left.mm(right));
    }
}
