using AgentTuning.Llama.Kernels;

namespace AgentTuning.Llama.Tests.Kernels;

public sealed unsafe class PanelProductTests
{
    const int Stride = 700; // of the rows, more than they need

    [Theory]
    [InlineData(16, 64, 5)]
    [InlineData(1, 3, 1)]
    [InlineData(13, 600, 2)]
    [InlineData(7, 256, 3)]
    public void Every_element_is_one_chain_of_multiply_adds_whatever_the_registers(int rows, int inner, int panels)
    {
        var random = new Random(1);
        var (a, b) = (Numbers(rows * Stride, random), Numbers(panels * inner * PanelProduct.Width, random));

        var narrow = Product(a, b, (rows, inner, panels), isWide: false);
        var wide = Product(a, b, (rows, inner, panels), isWide: true);

        Assert.Equal(Chains(a, b, (rows, inner, panels)), narrow);
        Assert.Equal(narrow, wide);
    }

    static float[] Chains(float[] a, float[] b, (int Rows, int Inner, int Panels) size)
    {
        var width = size.Panels * PanelProduct.Width;
        var result = new float[size.Rows * width];
        for (var i = 0; i < result.Length; i++)
        {
            var (row, column) = (i / width, i % width);
            var panel = column / PanelProduct.Width * size.Inner * PanelProduct.Width + column % PanelProduct.Width;
            for (var k = 0; k < size.Inner; k++)
                result[i] = MathF.FusedMultiplyAdd(a[row * Stride + k], b[panel + k * PanelProduct.Width], result[i]);
        }
        return result;
    }

    static float[] Product(float[] a, float[] b, (int Rows, int Inner, int Panels) size, bool isWide)
    {
        var width = size.Panels * PanelProduct.Width;
        var result = new float[size.Rows * width];
        fixed (float* pa = a, pb = b, pc = result)
            PanelProduct.Set(new(pc, size.Rows, width, width), new(pa, size.Rows, size.Inner, Stride), pb, size.Inner * PanelProduct.Width, isWide);
        return result;
    }

    static float[] Numbers(int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
}
