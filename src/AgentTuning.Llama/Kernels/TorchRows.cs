using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Moves rows by torch operators, on any device.</summary>
sealed class TorchRows(Device device) : IRowKernel
{
    /// <inheritdoc/>
    public void Gather(Tensor table, ReadOnlySpan<long> rows, RowBuffer to)
    {
        using var scope = NewDisposeScope();
        to.Use(rows.Length).View().copy_(table.index_select(0, OnDevice(rows)));
    }

    /// <inheritdoc/>
    public void Spread(RowBuffer from, ReadOnlySpan<long> rows, RowBuffer to)
    {
        using var scope = NewDisposeScope();
        to.View().zero_().index_copy_(0, OnDevice(rows), from.View());
    }

    /// <inheritdoc/>
    public void ScatterAdd(RowBuffer from, ReadOnlySpan<long> rows, Tensor table)
    {
        using var scope = NewDisposeScope();
        table.index_add_(0, OnDevice(rows), from.View(), 1);
    }

    Tensor OnDevice(ReadOnlySpan<long> rows) => tensor(rows.ToArray(), device: device);
}
