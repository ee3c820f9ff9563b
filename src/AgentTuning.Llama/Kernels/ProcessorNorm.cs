using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>RMSNorm in C#.</summary>
sealed unsafe class ProcessorNorm(ThreadTeam team, double epsilon) : INormKernel
{
    const int Lanes = 16; // a cache line of floats

    /// <inheritdoc/>
    public void Forward(RowBuffer x, Tensor weight, RowBuffer y, RowBuffer inverses)
    {
        var scales = (float*)weight.FirstElement();
        y.Use(x.Count);
        var kept = (float*)inverses.Use(x.Count).Data;
        var input = x.Floats;
        team.Split(x.Count, 1, (first, end) =>
        {
            var part = input.Slice(first, end - first);
            var start = (nint)first * y.Width;
            if (y.Type == ScalarType.BFloat16) RmsNorm.Forward(part, scales, epsilon, (BrainFloat16*)y.Data + start, kept + first);
            else RmsNorm.Forward(part, scales, epsilon, (Float32*)y.Data + start, kept + first);
        });
    }

    /// <inheritdoc/>
    public void AddBackward(
        (RowBuffer X, RowBuffer Inverses, Tensor Weight) norm, RowBuffer outer, RowBuffer inputGradients, Tensor? weightGradients)
    {
        if (outer.Type == ScalarType.BFloat16) AddBackward(norm, (BrainFloat16*)outer.Data, inputGradients, weightGradients);
        else AddBackward(norm, (Float32*)outer.Data, inputGradients, weightGradients);
    }

    // Rows are shared out for the input's gradient and columns for the weight's, so that each sum keeps its order.
    void AddBackward<T>((RowBuffer X, RowBuffer Inverses, Tensor Weight) norm, T* outer, RowBuffer inputGradients, Tensor? weightGradients)
        where T : unmanaged, IElement<T>
    {
        float* scales = (float*)norm.Weight.FirstElement(), inverses = (float*)norm.Inverses.Data, target = (float*)inputGradients.Data;
        var (input, width) = (norm.X.Floats, norm.X.Width);
        team.Split(norm.X.Count, 1, (first, end) => RmsNorm.AddInputGradients(
            input.Slice(first, end - first), scales, inverses + first, outer + (nint)first * width, target + (nint)first * width));
        if (weightGradients is null) return;
        var sums = (float*)weightGradients.FirstElement();
        team.Split(width, Lanes, (first, end) => RmsNorm.AddWeightGradients(input, inverses, outer, sums, (first, end)));
    }
}
