using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AgentTuning.Llama.Kernels;

/// <summary>Attention by torch's fused operator for each document, on any device; the way back computes it again under automatic differentiation.</summary>
/// <remarks>Shapes: L rows of a document, P of its prefix, S of both, W width of the joint projection, H query heads, K key heads, C head size.</remarks>
sealed class TorchAttention : IAttentionKernel, IDisposable
{
    readonly AttentionShape _shape;
    readonly Device _device;
    readonly Tensor _cosines;
    readonly Tensor _sines;

    public TorchAttention(AttentionShape shape, Device device)
    {
        (_shape, _device) = (shape, device);
        _cosines = tensor(shape.Cosines, device: device).view(-1, 1, shape.HeadSize / 2).DetachFromDisposeScope(); // (position, 1, C/2)
        _sines = tensor(shape.Sines, device: device).view(-1, 1, shape.HeadSize / 2).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Forward(PackLayout layout, AttentionRows rows, RowBuffer attended)
    {
        attended.Use(layout.Rows);
        foreach (var segment in layout.PrefixLast)
        {
            using var scope = NewDisposeScope();
            attended.View().narrow(0, segment.Start, segment.Length).copy_(
                Attend(Context(rows.Queries, segment), Context(rows.Values, segment), segment.PrefixLength, rows.Window));
        }
    }

    /// <inheritdoc/>
    public void Backward(PackLayout layout, AttentionRows rows, RowBuffer attended, RowBuffer gradients, RowBuffer projectedGradients)
    {
        using var scope = NewDisposeScope();
        var result = projectedGradients.Use(layout.Rows).View();
        var ofPrefix = layout.Prefix is { } shared ? zeros([shared.Length, _shape.RowWidth], device: _device) : null; // (P, W)
        foreach (var segment in layout.PrefixLast)
        {
            using var inner = NewDisposeScope();
            var gradient = Gradient(rows, segment, gradients.View().narrow(0, segment.Start, segment.Length)); // (S, W)
            if (segment.PrefixLength > 0) ofPrefix!.add_(gradient.narrow(0, 0, segment.PrefixLength));
            var own = gradient.narrow(0, segment.PrefixLength, segment.Length);
            result.narrow(0, segment.Start, segment.Length).copy_(segment == layout.Prefix ? own + ofPrefix! : own);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cosines.Dispose();
        _sines.Dispose();
    }

    Tensor Gradient(AttentionRows rows, Segment segment, Tensor outer)
    {
        using var guard = enable_grad();
        var isOne = ReferenceEquals(rows.Queries, rows.Values);
        var queries = Context(rows.Queries, segment).detach().requires_grad_();
        var values = isOne ? queries : Context(rows.Values, segment).detach().requires_grad_();
        var attended = Attend(queries, values, segment.PrefixLength, rows.Window);
        var gradients = autograd.grad([attended], isOne ? [queries] : [queries, values], [outer]);
        return isOne ? gradients[0] : gradients[0] + gradients[1]; // each is zero where the other counts
    }

    // The rows of the prefix, which begin the pack, and those of the document. (S, W)
    static Tensor Context(RowBuffer rows, Segment segment)
    {
        var own = rows.View().narrow(0, segment.Start, segment.Length);
        return segment.PrefixLength == 0 ? own : cat([rows.View().narrow(0, 0, segment.PrefixLength), own], 0);
    }

    Tensor Attend(Tensor queryRows, Tensor valueRows, int prefixLength, int? window)
    {
        long all = queryRows.size(0), length = all - prefixLength;
        int heads = _shape.Heads, keyHeads = _shape.KeyValueHeads;
        var projected = queryRows.view(all, heads + 2 * keyHeads, _shape.HeadSize);
        var queries = Rotate(projected.narrow(0, prefixLength, length).narrow(1, 0, heads), prefixLength); // (L, H, C)
        var keys = Rotate(projected.narrow(1, heads, keyHeads), 0); // (S, K, C)
        var values = valueRows.view(all, heads + 2 * keyHeads, _shape.HeadSize).narrow(1, heads + keyHeads, keyHeads);
        if (_shape.Sharing > 1) (keys, values) = (keys.repeat_interleave(_shape.Sharing, 1), values.repeat_interleave(_shape.Sharing, 1));
        var isPlain = prefixLength == 0 && !(window < all);
        var attended = F.scaled_dot_product_attention(
            Batch(queries), Batch(keys), Batch(values), isPlain ? null : Mask(prefixLength, length, window).to(queries.dtype), is_casual: isPlain); // (1, H, L, C)
        return attended[0].transpose(0, 1).reshape(length, heads * _shape.HeadSize);
    }

    // In 32-bit floats, as the positions of a long text need.
    Tensor Rotate(Tensor rows, int first)
    {
        var halves = rows.to(ScalarType.Float32).chunk(2, -1); // (rows, heads, C/2) twice
        var (cosines, sines) = (_cosines.narrow(0, first, rows.size(0)), _sines.narrow(0, first, rows.size(0)));
        return cat([halves[0] * cosines - halves[1] * sines, halves[1] * cosines + halves[0] * sines], -1).to(rows.dtype);
    }

    // Zero where a query sees, minus infinity where it does not. (L, S)
    Tensor Mask(int prefixLength, long length, int? window)
    {
        var (queries, keys) = (arange(prefixLength, prefixLength + length, device: _device).unsqueeze(1), arange(prefixLength + length, device: _device));
        var isHidden = keys > queries;
        if (window is { } size) isHidden |= keys <= queries - size;
        return zeros([length, prefixLength + length], device: _device).masked_fill_(isHidden, float.NegativeInfinity);
    }

    static Tensor Batch(Tensor rows) => rows.transpose(0, 1).unsqueeze(0); // (1, heads, rows, C)
}
