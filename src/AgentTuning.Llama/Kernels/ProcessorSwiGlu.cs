using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>SwiGLU in C#.</summary>
sealed unsafe class ProcessorSwiGlu(ThreadTeam team) : ISwiGluKernel
{
    /// <inheritdoc/>
    public void Forward(RowBuffer gateUp, RowBuffer result)
    {
        result.Use(gateUp.Count);
        if (gateUp.Type == ScalarType.BFloat16) Forward((BrainFloat16*)gateUp.Data, (BrainFloat16*)result.Data, gateUp.Count, result.Width);
        else Forward((Float32*)gateUp.Data, (Float32*)result.Data, gateUp.Count, result.Width);
    }

    /// <inheritdoc/>
    public void Backward(RowBuffer gateUp, RowBuffer outer)
    {
        if (gateUp.Type == ScalarType.BFloat16) Backward((BrainFloat16*)gateUp.Data, (BrainFloat16*)outer.Data, gateUp.Count, outer.Width);
        else Backward((Float32*)gateUp.Data, (Float32*)outer.Data, gateUp.Count, outer.Width);
    }

    void Forward<T>(T* gateUp, T* result, int rows, int width)
        where T : unmanaged, IElement<T> => team.Split(rows, 1, (first, end) =>
    {
        for (var row = (nint)first; row < end; row++)
        {
            var gate = gateUp + row * 2 * width;
            SwiGlu.Forward(gate, gate + width, width, result + row * width);
        }
    });

    void Backward<T>(T* gateUp, T* outer, int rows, int width)
        where T : unmanaged, IElement<T> => team.Split(rows, 1, (first, end) =>
    {
        for (var row = (nint)first; row < end; row++)
        {
            var gate = gateUp + row * 2 * width;
            SwiGlu.Backward(gate, gate + width, width, outer + row * width);
        }
    });
}
