using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Moves rows in the processor's memory.</summary>
sealed unsafe class ProcessorRows(ThreadTeam team) : IRowKernel
{
    const int Lanes = 16; // a cache line of floats

    /// <inheritdoc/>
    public void Gather(Tensor table, ReadOnlySpan<long> rows, RowBuffer to)
    {
        var (source, width) = ((nint)table.FirstElement(), to.Width);
        var target = (nint)to.Use(rows.Length).Data;
        if (table.dtype == to.Type)
        {
            var bytes = to.BytesFor(1);
            for (var i = 0; i < rows.Length; i++) Buffer.MemoryCopy((void*)(source + (nint)(rows[i] * bytes)), (void*)(target + (nint)(i * bytes)), bytes, bytes);
            return;
        }
        if (table.dtype != ScalarType.BFloat16 || to.Type != ScalarType.Float32)
            throw new NotSupportedException($"Rows of {table.dtype} cannot become {to.Type}.");
        for (var i = 0; i < rows.Length; i++)
            ElementRows.Convert((BrainFloat16*)source + (nint)rows[i] * width, (Float32*)target + (nint)i * width, width);
    }

    /// <inheritdoc/>
    public void Spread(RowBuffer from, ReadOnlySpan<long> rows, RowBuffer to)
    {
        var bytes = from.BytesFor(1);
        byte* source = (byte*)from.Data, target = (byte*)to.Data;
        for (var row = 0; row < to.Count; row++) new Span<byte>(target + row * bytes, (int)bytes).Clear();
        for (var i = 0; i < rows.Length; i++) Buffer.MemoryCopy(source + i * bytes, target + rows[i] * bytes, bytes, bytes);
    }

    /// <inheritdoc/>
    public void ScatterAdd(RowBuffer from, ReadOnlySpan<long> rows, Tensor table)
    {
        var (source, target, width, count) = ((nint)from.Data, (nint)table.FirstElement(), from.Width, rows.Length);
        fixed (long* pinned = rows)
        {
            var places = pinned;
            team.Split(width, Lanes, (first, end) =>
            {
                for (var i = 0; i < count; i++)
                {
                    float* row = (float*)source + (nint)i * width, sum = (float*)target + (nint)places[i] * width;
                    for (var column = first; column < end; column++) sum[column] += row[column];
                }
            });
        }
    }
}
