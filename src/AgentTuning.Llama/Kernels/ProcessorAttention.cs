using System.Collections.Immutable;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Attention in C#: each head of keys and values by itself, and each document by itself where they share no prefix.</summary>
sealed unsafe class ProcessorAttention(ThreadTeam team, AttentionShape shape) : IAttentionKernel, IDisposable
{
    readonly AttentionScratch[] _scratch = [.. Enumerable.Range(0, team.Size).Select(_ => new AttentionScratch(shape.HeadSize))];

    /// <summary>The bytes of working memory that are held.</summary>
    public long Bytes => _scratch.Sum(scratch => scratch.Bytes);

    /// <inheritdoc/>
    public void Forward(PackLayout layout, AttentionRows rows, RowBuffer attended)
    {
        attended.Use(layout.Rows);
        rows.LogSums.Use(layout.Rows);
        if (attended.Type == ScalarType.BFloat16) Forward<BrainFloat16>(layout, rows, attended);
        else Forward<Float32>(layout, rows, attended);
    }

    /// <inheritdoc/>
    public void Backward(PackLayout layout, AttentionRows rows, RowBuffer attended, RowBuffer gradients, RowBuffer projectedGradients)
    {
        projectedGradients.Use(layout.Rows);
        var outer = ((nint)attended.Data, (nint)gradients.Data);
        if (attended.Type == ScalarType.BFloat16) Backward<BrainFloat16>(layout, rows, outer, projectedGradients);
        else Backward<Float32>(layout, rows, outer, projectedGradients);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var scratch in _scratch) scratch.Dispose();
    }

    void Forward<T>(PackLayout layout, AttentionRows rows, RowBuffer attended)
        where T : unmanaged, IElement<T>
    {
        var kernel = new PackedAttentionKernel<T>(shape, layout, rows);
        ForEach(layout, (scratch, keyHead, segment) => kernel.Forward(scratch, keyHead, segment, (T*)attended.Data));
    }

    void Backward<T>(PackLayout layout, AttentionRows rows, (nint Attended, nint Gradients) outer, RowBuffer projectedGradients)
        where T : unmanaged, IElement<T>
    {
        var kernel = new PackedAttentionKernel<T>(shape, layout, rows);
        ForEach(layout, (scratch, keyHead, segment) => kernel.Backward(scratch, keyHead, segment, outer, (T*)projectedGradients.Data));
    }

    // A prefix gathers gradients from all documents, in their order; without one the longest documents go first.
    void ForEach(PackLayout layout, Action<AttentionScratch, int, Segment?> item)
    {
        var (context, longest) = (layout.LongestContext, layout.PrefixLast.Max(segment => segment.Length));
        ImmutableArray<Segment?> segments = layout.Prefix is null
            ? [.. layout.Documents.OrderByDescending(document => document.Length).Select(document => (Segment?)document)] : [null];
        team.For(segments.Length * shape.KeyValueHeads, (slot, i) =>
        {
            var scratch = _scratch[slot];
            scratch.Prepare(context, longest);
            item(scratch, i % shape.KeyValueHeads, segments[i / shape.KeyValueHeads]);
        });
    }
}
