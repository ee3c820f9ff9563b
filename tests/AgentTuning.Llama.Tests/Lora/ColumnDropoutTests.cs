using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Tests.Lora;

public sealed class ColumnDropoutTests
{
    const int Width = 512;

    static readonly ulong[] Keys = RowKeys.Of([.. Enumerable.Range(0, 400).Select(i => (long)(i % 7))], 50, RowKeys.SeedOf(1, 2));

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    public void As_many_inputs_are_hidden_as_asked_for(double share)
    {
        var dropout = new ColumnDropout(share, 12_345);

        var hidden = Keys.Distinct().Average(key => Enumerable.Range(0, Width).Average(column => dropout.Hides(key, column) ? 1.0 : 0));

        Assert.Equal(share, hidden, 3 * Math.Sqrt(share * (1 - share) / (Width * 50)));
    }

    [Fact]
    public void Rows_columns_and_adapters_are_hidden_independently_of_each_other()
    {
        var (one, other) = (new ColumnDropout(0.5, 0), new ColumnDropout(0.5, Width));
        var keys = Keys.Distinct().ToList();
        double count = (keys.Count - 1) * (Width - 1), rows = 0, columns = 0, adapters = 0;
        for (var row = 1; row < keys.Count; row++)
        {
            for (var column = 1; column < Width; column++)
            {
                var isHidden = one.Hides(keys[row], column);
                rows += isHidden == one.Hides(keys[row - 1], column) ? 1 : 0;
                columns += isHidden == one.Hides(keys[row], column - 1) ? 1 : 0;
                adapters += isHidden == other.Hides(keys[row], column) ? 1 : 0;
            }
        }

        var limit = 4 * Math.Sqrt(0.25 / count);
        Assert.InRange(Math.Abs(rows / count - 0.5), 0, limit);
        Assert.InRange(Math.Abs(columns / count - 0.5), 0, limit);
        Assert.InRange(Math.Abs(adapters / count - 0.5), 0, limit);
    }

    [Fact]
    public void Positions_with_the_same_tokens_before_them_have_the_same_key()
    {
        var one = RowKeys.Of([3, 1, 4, 1, 5], 5, seed: 9);
        var other = RowKeys.Of([3, 1, 4, 2, 5], 5, seed: 9);

        Assert.Equal(one[..3], other[..3]);
        Assert.NotEqual(one[3], other[3]);
        Assert.NotEqual(one[4], other[4]);
        Assert.NotEqual(one[1], one[3]);
    }
}
