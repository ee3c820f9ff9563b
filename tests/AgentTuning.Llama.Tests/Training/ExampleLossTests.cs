using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AgentTuning.Llama.Tests.Training;

public sealed class ExampleLossTests
{
    const double Tolerance = 1e-5; // relative to the largest gradient of a weight; single precision in another order of sums

    [Theory]
    [InlineData(0, 9, true, 4, 2)]
    [InlineData(0, 9, false, 1, 1)]
    [InlineData(40, 9, true, 2, 1)]
    [InlineData(70, 5, false, 4, 4)]
    [InlineData(33, 40, true, 2, 2)]
    public void Packed_loss_and_gradients_equal_those_of_one_document_at_a_time(int prefixLength, int count, bool hasTiedHead, int heads, int keyHeads)
    {
        var config = LlamaPresets.Tiny(50) with { HasTiedHead = hasTiedHead, HeadCount = heads, KeyValueHeadCount = keyHeads };
        var examples = Examples.Random(count, 50, seed: 4, prefixLength);
        using var packed = new LlamaModel(config, seed: 2);
        using var pass = new PackedPass(packed);
        using var plain = new LlamaModel(config, seed: 2);
        var supervised = examples.Sum(example => (long)ExampleLoss.SupervisedCount(example));

        var groups = SharedPrefix.Group(examples);
        var loss = ExampleLoss.Backward(pass, groups, supervised) / supervised;
        var expected = PlainBackward(plain, examples, supervised);

        Assert.Equal(prefixLength, groups.Max(group => group.PrefixLength));
        Assert.Equal(expected, loss, 1e-5);
        Assert.All(packed.Parameters.Zip(plain.Parameters), pair => AssertClose(pair.Second.grad!, pair.First.grad!));
    }

    [Fact]
    public void Groups_of_several_prefixes_and_of_none_add_up()
    {
        List<TokenizedExample> examples =
        [
            .. Examples.Random(3, 50, seed: 1, prefixLength: 50),
            .. Examples.Random(3, 50, seed: 2, prefixLength: 33),
            .. Examples.Random(3, 50, seed: 3),
        ];
        using var packed = new LlamaModel(LlamaPresets.Tiny(50), seed: 2);
        using var pass = new PackedPass(packed);
        using var plain = new LlamaModel(LlamaPresets.Tiny(50), seed: 2);

        var groups = SharedPrefix.Group(examples);
        var loss = ExampleLoss.Backward(pass, groups, divisor: 1);
        var expected = PlainBackward(plain, examples, divisor: 1);

        Assert.Equal([0, 0, 0, 33, 50], groups.Select(group => group.PrefixLength).Order());
        Assert.Equal(expected, loss, 1e-3);
        Assert.All(packed.Parameters.Zip(plain.Parameters), pair => AssertClose(pair.Second.grad!, pair.First.grad!));
    }

    [Fact]
    public void A_vocabulary_too_large_for_one_piece_changes_nothing()
    {
        const int vocabulary = 70_000; // 59 rows of scores at a time
        var examples = Examples.Random(20, vocabulary, seed: 3);
        using var packed = new LlamaModel(LlamaPresets.Tiny(vocabulary), seed: 2);
        using var pass = new PackedPass(packed);
        using var plain = new LlamaModel(LlamaPresets.Tiny(vocabulary), seed: 2);

        var loss = ExampleLoss.Backward(pass, SharedPrefix.Group(examples), divisor: 1);
        var expected = PlainBackward(plain, examples, divisor: 1);

        Assert.InRange(examples.Sum(ExampleLoss.SupervisedCount), 60, int.MaxValue);
        Assert.Equal(expected, loss, 1e-2);
        Assert.All(packed.Parameters.Zip(plain.Parameters), pair => AssertClose(pair.Second.grad!, pair.First.grad!));
    }

    [Fact]
    public void Passes_of_many_sizes_one_after_the_other_leave_nothing_behind()
    {
        using var model = new LlamaModel(LlamaPresets.Tiny(50), seed: 2);
        using var pass = new PackedPass(model);
        var small = SharedPrefix.Group(Examples.Random(2, 50, seed: 1));
        var large = SharedPrefix.Group(Examples.Random(40, 50, seed: 2));

        var before = ExampleLoss.Sum(pass, small);
        ExampleLoss.Backward(pass, large, divisor: 1);

        Assert.Equal(before, ExampleLoss.Sum(pass, small));
    }

    [Fact]
    public void Tokens_without_loss_do_not_count()
    {
        using var model = new LlamaModel(LlamaPresets.Tiny(50), seed: 2);
        using var pass = new PackedPass(model);
        int[] ids = [1, 7, 9, 3, 4];
        int[] changedEnd = [1, 7, 9, 3, 8];

        var both = ExampleLoss.Sum(pass, [new SharedPrefix(0, [Examples.Of("a", ids, 3)])]);
        var last = ExampleLoss.Sum(pass, [new SharedPrefix(0, [Examples.Of("a", ids, 4)])]);
        var other = ExampleLoss.Sum(pass, [new SharedPrefix(0, [Examples.Of("a", changedEnd, 3) with { Mask = [false, false, false, true, false] }])]);

        Assert.Equal(both, last + other, 1e-4);
    }

    // One document at a time through the public forward pass, with a loss at every position that is then masked.
    static double PlainBackward(LlamaModel model, IEnumerable<TokenizedExample> examples, long divisor)
    {
        var sum = 0.0;
        foreach (var example in examples)
        {
            using var scope = NewDisposeScope();
            var ids = tensor(example.TokenIds.Select(id => (long)id).ToArray());
            var mask = tensor(example.Mask.Skip(1).Select(isSupervised => isSupervised ? 1f : 0f).ToArray());
            var hidden = model.Forward(ids.narrow(0, 0, example.Length - 1).unsqueeze(0));
            var losses = F.cross_entropy(model.Logits(hidden)[0], ids.narrow(0, 1, example.Length - 1), reduction: nn.Reduction.None);
            var loss = (losses * mask).sum() / divisor;
            loss.backward();
            sum += loss.item<float>();
        }
        return sum;
    }

    static void AssertClose(Tensor expected, Tensor actual)
    {
        using var scope = NewDisposeScope();
        var difference = (expected - actual).abs().max().item<float>();
        Assert.InRange(difference, 0, Tolerance * Math.Max(1e-3, expected.abs().max().item<float>()));
    }
}
