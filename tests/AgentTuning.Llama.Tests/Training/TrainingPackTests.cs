using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Tests.Training;

public sealed class TrainingPackTests
{
    [Fact]
    public void What_follows_the_last_supervised_token_is_not_computed()
    {
        var group = new SharedPrefix(0, [WithLoss("a", 9, 3, 4), WithLoss("b", 6, 5), WithLoss("c", 4)]);

        var pack = Assert.Single(TrainingPack.Create(group, maxRows: 100));

        Assert.Equal([4, 5, 1], pack.Layout.Documents.Select(document => document.Length));
        Assert.Equal([2, 3, 8], pack.Kept.ToArray());
        Assert.Equal([new PackSize(10, 3, 5)], TrainingPack.Sizes(group, maxRows: 100));
    }

    [Fact]
    public void What_follows_the_last_supervised_token_changes_nothing()
    {
        var config = LlamaPresets.Tiny(50);

        var shorter = PassGradients.Of(config, new(), [WithLoss("a", 5, 3, 4), WithLoss("b", 20, 12)]);
        var longer = PassGradients.Of(config, new(), [WithLoss("a", 40, 3, 4), WithLoss("b", 31, 12)]);

        Assert.Equal(shorter.Loss, longer.Loss);
        Assert.Equal(shorter.Gradients, longer.Gradients);
    }

    static TokenizedExample WithLoss(string id, int length, params int[] supervised) => new()
    {
        Id = id,
        TokenIds = [.. Enumerable.Range(id[0], length).Select(i => i % 50)],
        Mask = [.. Enumerable.Range(0, length).Select(supervised.Contains)],
    };
}
