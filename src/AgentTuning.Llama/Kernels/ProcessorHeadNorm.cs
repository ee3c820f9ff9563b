using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>RMSNorm over heads in C#. Each head is one item, so that the sums over its rows keep their order.</summary>
sealed unsafe class ProcessorHeadNorm(ThreadTeam team, AttentionShape shape, double epsilon) : IHeadNormKernel
{
    /// <inheritdoc/>
    public void Forward(RowBuffer projected, HeadNorms norms, RowBuffer normalized)
    {
        normalized.Use(projected.Count);
        if (projected.Type == ScalarType.BFloat16) Forward<BrainFloat16>(projected, norms, normalized);
        else Forward<Float32>(projected, norms, normalized);
    }

    /// <inheritdoc/>
    public void Backward(RowBuffer projected, HeadNorms norms, RowBuffer gradients)
    {
        var sums = new float[(shape.Heads + shape.KeyValueHeads) * shape.HeadSize];
        if (projected.Type == ScalarType.BFloat16) Backward<BrainFloat16>(projected, norms, gradients, sums);
        else Backward<Float32>(projected, norms, gradients, sums);
        AddHeads(sums, 0, shape.Heads, norms.QueryGradients);
        AddHeads(sums, shape.Heads, shape.KeyValueHeads, norms.KeyGradients);
    }

    void Forward<T>(RowBuffer projected, HeadNorms norms, RowBuffer normalized)
        where T : unmanaged, IElement<T>
    {
        var size = shape.HeadSize;
        float* queries = (float*)norms.Queries.FirstElement(), keys = (float*)norms.Keys.FirstElement();
        team.Split(projected.Count, 1, (first, end) =>
        {
            float inverse;
            var wide = (float*)NativeMemory.Alloc((nuint)size, sizeof(float));
            for (var row = first; row < end; row++)
            {
                for (var head = 0; head < shape.Heads + shape.KeyValueHeads; head++)
                {
                    var at = (nint)row * shape.RowWidth + (nint)head * size;
                    ElementRows.Convert((T*)projected.Data + at, (Float32*)wide, size);
                    RmsNorm.Forward(new(wide, 1, size, size), head < shape.Heads ? queries : keys, epsilon, (T*)normalized.Data + at, &inverse);
                }
            }
            NativeMemory.Free(wide);
        });
    }

    void Backward<T>(RowBuffer projected, HeadNorms norms, RowBuffer gradients, float[] sums)
        where T : unmanaged, IElement<T>
    {
        var size = shape.HeadSize;
        float* queries = (float*)norms.Queries.FirstElement(), keys = (float*)norms.Keys.FirstElement();
        team.For(shape.Heads + shape.KeyValueHeads, (_, head) =>
        {
            var wide = (float*)NativeMemory.Alloc((nuint)size * 4, sizeof(float));
            float* inner = wide + size, scaled = inner + size, sum = scaled + size;
            new Span<float>(sum, size).Clear();
            float inverse;
            for (var row = 0; row < projected.Count; row++)
            {
                var at = (nint)row * shape.RowWidth + (nint)head * size;
                var weight = head < shape.Heads ? queries : keys;
                ElementRows.Convert((T*)projected.Data + at, (Float32*)wide, size);
                var x = new Matrix(wide, 1, size, size);
                RmsNorm.Forward(x, weight, epsilon, (Float32*)scaled, &inverse);
                new Span<float>(inner, size).Clear();
                RmsNorm.AddInputGradients(x, weight, &inverse, (T*)gradients.Data + at, inner);
                RmsNorm.AddWeightGradients(x, &inverse, (T*)gradients.Data + at, sum, (0, size));
                ElementRows.Convert((Float32*)inner, (T*)gradients.Data + at, size);
            }
            new ReadOnlySpan<float>(sum, size).CopyTo(sums.AsSpan(head * size));
            NativeMemory.Free(wide);
        });
    }

    void AddHeads(float[] sums, int first, int count, Tensor? gradients)
    {
        if (gradients is null) return;
        var target = new Span<float>(gradients.FirstElement(), shape.HeadSize);
        for (var head = first; head < first + count; head++)
        {
            for (var i = 0; i < target.Length; i++) target[i] += sums[head * shape.HeadSize + i];
        }
    }
}
