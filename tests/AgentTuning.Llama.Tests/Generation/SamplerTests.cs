using AgentTuning.Llama.Generation;

namespace AgentTuning.Llama.Tests.Generation;

public sealed class SamplerTests
{
    // Probabilities 0.4, 0.3, 0.2, 0.1, not in this order.
    static readonly float[] Logits = [MathF.Log(0.2f), MathF.Log(0.4f), MathF.Log(0.1f), MathF.Log(0.3f)];

    [Fact]
    public void Without_temperature_the_first_of_the_likeliest_is_chosen() =>
        Assert.Equal(1, new Sampler(0, 1, seed: 1).Choose([0.5f, 2, 2, -1]));

    [Fact]
    public void Draws_follow_the_probabilities() => Assert.Equal([0.2, 0.4, 0.1, 0.3], Frequencies(1, 1), Near);

    [Fact]
    public void A_low_temperature_sharpens_them()
    {
        // 0.4², 0.3², 0.2², 0.1² over their sum of 0.3.
        Assert.Equal([0.1333, 0.5333, 0.0333, 0.3], Frequencies(0.5, 1), Near);
    }

    [Fact]
    public void Top_p_keeps_the_likeliest_that_make_up_p()
    {
        // 0.4 and 0.3 make up 0.6.
        Assert.Equal([0, 0.5714, 0, 0.4286], Frequencies(1, 0.6), Near);
    }

    [Fact]
    public void A_small_top_p_keeps_one() => Assert.Equal([0, 1, 0, 0], Frequencies(1, 0.01), Near);

    [Fact]
    public void Logits_that_are_no_numbers_are_noticed()
    {
        Assert.Equal(Sampler.NoNumber, new Sampler(1, 1, seed: 1).Choose([1, float.NaN, 2]));
        Assert.Equal(Sampler.NoNumber, new Sampler(0, 1, seed: 1).Choose([float.NegativeInfinity, float.NegativeInfinity]));
        Assert.Equal(Sampler.NoNumber, new Sampler(1, 1, seed: 1).Choose([1, float.PositiveInfinity]));
    }

    static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 0.01;

    static double[] Frequencies(double temperature, double topP)
    {
        var sampler = new Sampler(temperature, topP, seed: 7);
        var counts = new double[4];
        for (var i = 0; i < 20_000; i++)
            counts[sampler.Choose(Logits)] += 1 / 20_000.0;
        return counts;
    }
}
