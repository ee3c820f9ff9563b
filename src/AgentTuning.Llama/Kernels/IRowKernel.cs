using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Moves rows between matrices. One caller at a time.</summary>
interface IRowKernel
{
    /// <summary>Copies rows of a table, one after the other.</summary>
    /// <param name="table">(rows, width), of any type.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="to">As many rows as are named; of 32-bit floats or the table's type.</param>
    void Gather(Tensor table, ReadOnlySpan<long> rows, RowBuffer to);

    /// <summary>Copies rows to their places in a larger matrix and clears the others.</summary>
    /// <param name="from">(rows, width)</param>
    /// <param name="rows">Where each goes.</param>
    /// <param name="to">Of the same type; its rows in use are all overwritten.</param>
    void Spread(RowBuffer from, ReadOnlySpan<long> rows, RowBuffer to);

    /// <summary>Adds each row to a row of a table of 32-bit floats, in their order.</summary>
    void ScatterAdd(RowBuffer from, ReadOnlySpan<long> rows, Tensor table);
}
