using System.Runtime.Intrinsics;
using AgentTuning.Llama.Kernels;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Kernels;

public sealed unsafe class BrainFloat16Tests
{
    [Fact]
    public void Numbers_are_rounded_as_torch_rounds_them()
    {
        var random = new Random(3);
        float[] special = [0, -0f, 1, 1.00390625f, 1.01171875f, float.MaxValue, float.Epsilon, float.PositiveInfinity, float.NegativeInfinity, float.NaN, -1e-40f];
        float[] numbers = [.. special, .. Enumerable.Range(0, 4096).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)))];
        using var scope = NewDisposeScope();
        var expected = tensor(numbers).to(ScalarType.BFloat16).to(ScalarType.Float32).data<float>().ToArray();

        Assert.Equal(expected, numbers.Select(number => BrainFloat16.Widen(BrainFloat16.Narrow(number))));
        Assert.Equal(expected, ThroughVectors(numbers));
    }

    static float[] ThroughVectors(float[] numbers)
    {
        var result = new float[numbers.Length];
        var kept = stackalloc BrainFloat16[8];
        for (var i = 0; i < numbers.Length; i += 8)
        {
            var eight = new float[8];
            numbers.AsSpan(i, Math.Min(8, numbers.Length - i)).CopyTo(eight);
            BrainFloat16.Store(Vector256.Create(eight), kept);
            BrainFloat16.Load(kept).CopyTo(eight);
            eight.AsSpan(0, Math.Min(8, numbers.Length - i)).CopyTo(result.AsSpan(i));
        }
        return result;
    }
}
