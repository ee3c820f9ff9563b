using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Models;

public sealed class LlamaModelTests
{
    [Fact]
    public void The_same_seed_gives_the_same_weights()
    {
        using var first = new LlamaModel(LlamaPresets.Tiny(50), seed: 7);
        using var second = new LlamaModel(LlamaPresets.Tiny(50), seed: 7);
        using var other = new LlamaModel(LlamaPresets.Tiny(50), seed: 8);

        Assert.True(first.Parameters.Zip(second.Parameters).All(pair => pair.First.equal(pair.Second).all().item<bool>()));
        Assert.False(first.Parameters[0].equal(other.Parameters[0]).all().item<bool>());
    }

    [Fact]
    public void A_position_does_not_see_those_after_it()
    {
        using var scope = NewDisposeScope();
        using var model = new LlamaModel(LlamaPresets.Tiny(50), seed: 1);

        var whole = model.Forward(tensor(new long[] { 1, 5, 9, 2, 7, 30 }, [1, 6]));
        var changed = model.Forward(tensor(new long[] { 1, 5, 9, 2, 44, 12 }, [1, 6]));

        Assert.True(whole.narrow(1, 0, 4).allclose(changed.narrow(1, 0, 4), 1e-5, 1e-6));
        Assert.False(whole.narrow(1, 4, 2).allclose(changed.narrow(1, 4, 2), 1e-2, 1e-2));
    }

    [Fact]
    public void A_text_read_in_two_parts_through_a_cache_ends_in_the_same_states()
    {
        using var scope = NewDisposeScope();
        using var model = new LlamaModel(LlamaPresets.Tiny(50), seed: 1);
        var ids = tensor(new long[] { 1, 5, 9, 2, 7, 30, 8, 8, 41, 3, 2, 1 }, [2, 6]);
        var cache = new GrowingKeyValueCache(model.Config.LayerCount);

        var whole = model.Forward(ids);
        model.Forward(ids.narrow(1, 0, 2), cache);
        var rest = model.Forward(ids.narrow(1, 2, 4), cache);

        Assert.Equal(6, cache.Length);
        Assert.True(whole.narrow(1, 2, 4).allclose(rest, 1e-5, 1e-5));
    }

    [Fact]
    public void Names_and_shapes_are_those_of_Hugging_Face()
    {
        using var scope = NewDisposeScope();
        using var model = new LlamaModel(LlamaPresets.Tiny(50) with { HasTiedHead = false, LayerCount = 1 }, seed: 1);

        var weights = model.NamedWeights().Select(pair => $"{pair.Key} {string.Join('x', pair.Value.shape)}");

        Assert.Equal(
            [
                "model.embed_tokens.weight 50x32",
                "model.layers.0.input_layernorm.weight 32",
                "model.layers.0.self_attn.q_proj.weight 32x32",
                "model.layers.0.self_attn.k_proj.weight 16x32",
                "model.layers.0.self_attn.v_proj.weight 16x32",
                "model.layers.0.self_attn.o_proj.weight 32x32",
                "model.layers.0.post_attention_layernorm.weight 32",
                "model.layers.0.mlp.gate_proj.weight 64x32",
                "model.layers.0.mlp.up_proj.weight 64x32",
                "model.layers.0.mlp.down_proj.weight 32x64",
                "model.norm.weight 32",
                "lm_head.weight 50x32",
            ],
            weights);
    }
}
