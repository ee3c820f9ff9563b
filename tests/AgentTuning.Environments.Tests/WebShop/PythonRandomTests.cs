using AgentTuning.Environments.WebShop;

namespace AgentTuning.Environments.Tests.WebShop;

/// <summary>Expected values were printed by CPython 3 with <c>random.seed(233)</c>.</summary>
public sealed class PythonRandomTests
{
    [Fact]
    public void Bits_are_those_of_the_Mersenne_twister()
    {
        var random = new PythonRandom(233);

        Assert.Equal([2931216007u, 3446561803u, 2698614761u, 748818161u], [random.Bits(32), random.Bits(32), random.Bits(32), random.Bits(32)]);
    }

    [Fact]
    public void Numbers_below_one_have_53_bits()
    {
        var random = new PythonRandom(233);

        Assert.Equal([0.6824769139473528, 0.6283202109809801, 0.5251745077282681], [random.NextDouble(), random.NextDouble(), random.NextDouble()]);
    }

    [Fact]
    public void Ten_are_shuffled_as_Python_shuffles_them() => Assert.Equal([5, 9, 0, 1, 4, 7, 6, 3, 8, 2], Shuffled(10));

    [Fact]
    public void Twenty_are_shuffled_as_Python_shuffles_them() =>
        Assert.Equal([17, 18, 9, 2, 8, 19, 11, 10, 12, 0, 3, 4, 14, 13, 1, 6, 15, 7, 16, 5], Shuffled(20));

    [Fact]
    public void As_many_as_the_synthetic_goals_are_shuffled_as_Python_shuffles_them()
    {
        var shuffled = Shuffled(6910);

        Assert.Equal([3963, 2638, 2193, 1856, 4358, 6149, 2504, 3220, 705, 1072], shuffled[..10]);
        Assert.Equal([5147, 6573, 5590], shuffled[^3..]);
    }

    [Fact]
    public void As_many_as_the_goals_of_people_are_shuffled_as_Python_shuffles_them()
    {
        var shuffled = Shuffled(12087);

        Assert.Equal([8655, 10304, 6940, 2750, 3667, 2144, 3577, 9548, 8911, 10662], shuffled[..10]);
        Assert.Equal([2856, 10294, 11181], shuffled[^3..]);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Samples_are_drawn_as_Python_draws_them(int bound, int count, int[] expected) => Assert.Equal(expected, new PythonRandom(233).Sample(bound, count));

    [Fact]
    public void A_uniform_number_may_run_downwards() => Assert.Equal(37.475929177439646, new PythonRandom(233).Uniform(44.99, 33.98));

    [Theory]
    [InlineData(-233, 2931216007u)]
    [InlineData(5_000_000_000, 372202282u)]
    public void Seeds_count_by_their_magnitude_and_may_be_long(long seed, uint expected) => Assert.Equal(expected, new PythonRandom(seed).Bits(32));

    public static TheoryData<int, int, int[]> Samples => new()
    {
        { 4, 2, [1, 2] },
        { 2, 2, [0, 1] },
        { 21, 5, [20, 5, 16, 7, 15] },
        { 30, 3, [21, 25, 20] },
        { 1000, 6, [698, 821, 643, 178, 537, 236] },
        { 278, 50, [89, 268, 118, 247, 104, 42, 52, 137, 119, 7, 39, 121, 116, 145, 59, 246, 164, 111, 44, 149, 248, 269, 76, 171, 159, 51, 257, 231, 138, 210, 18, 205, 92, 28, 32, 109, 82, 181, 163, 264, 265, 229, 67, 13, 238, 60, 177, 41, 184, 31] },
    };

    static int[] Shuffled(int count)
    {
        var numbers = Enumerable.Range(0, count).ToArray();
        new PythonRandom(233).Shuffle<int>(numbers);
        return numbers;
    }
}
