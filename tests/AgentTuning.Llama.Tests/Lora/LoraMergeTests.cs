using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Tests.Lora;

public sealed class LoraMergeTests
{
    static readonly LoraOptions Options = new() { Rank = 4, Alpha = 8, Dropout = 0.3 };

    [Theory]
    [MemberData(nameof(Adapted.FamilyNames), MemberType = typeof(Adapted))]
    public void A_merged_model_scores_as_the_model_with_adapters(string family)
    {
        var config = Adapted.Families[family];
        using var adapted = Adapted.Model(config, Options);
        using var merged = Adapted.Base(config);
        var before = Adapted.Scores(merged);

        LoraMerge.Into(merged, adapted.Adapters);

        Assert.InRange(Adapted.Distance(Adapted.Scores(adapted), Adapted.Scores(merged)), 0, 1e-5);
        Assert.InRange(Adapted.Distance(before, Adapted.Scores(merged)), 0.1, 100);
    }

    [Fact]
    public void New_adapters_leave_the_model_as_it_is()
    {
        using var plain = Adapted.Base(Adapted.Tiny);
        using var adapted = Adapted.Base(Adapted.Tiny);

        LoraCheckpoint.Begin(adapted, Options, seed: 3);

        Assert.Equal(Adapted.Scores(plain), Adapted.Scores(adapted));
        Assert.All(adapted.Adapters, adapter => Assert.InRange(Largest(adapter), 0.9 / Math.Sqrt(adapter.Module.Inputs), 1 / Math.Sqrt(adapter.Module.Inputs)));
    }

    static double Largest(LowRankAdapter adapter) => adapter.A.detach().abs().max().item<float>();
}
