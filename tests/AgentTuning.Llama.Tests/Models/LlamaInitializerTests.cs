using AgentTuning.Llama.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AgentTuning.Llama.Tests.Models;

public sealed class LlamaInitializerTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    public void The_first_head_of_a_new_model_looks_one_position_back_and_the_others_do_not(int keyValueHeads)
    {
        using var scope = NewDisposeScope();
        var config = LlamaPresets.Small(1000) with { KeyValueHeadCount = keyValueHeads };
        using var model = new LlamaModel(config, seed: 3);
        var random = new Random(1);
        const int length = 40;
        var ids = tensor(Enumerable.Range(0, length).Select(_ => (long)random.Next(1000)).ToArray());

        var weights = model.NamedWeights().ToDictionary(weight => weight.Key, weight => weight.Value);
        var hidden = model.Layers[0].Normalize(weights["model.embed_tokens.weight"].index_select(0, ids), model.Layers[0].AttentionNorm);
        var (cosines, sines) = model.Rotary.Rows(0, length);
        var queries = RotaryTable.Rotate(Heads("q_proj", config.HeadCount), cosines, sines);
        var keys = RotaryTable.Rotate(Heads("k_proj", keyValueHeads), cosines, sines);

        Assert.InRange(ShareOneBack(0, 0), 0.3, 1);
        Assert.InRange(ShareOneBack(config.HeadCount - 1, keyValueHeads - 1), 0, 0.2);

        Tensor Heads(string name, int count) =>
            F.linear(hidden, weights[$"model.layers.0.self_attn.{name}.weight"]).view(1, length, count, config.HeadSize).transpose(1, 2);

        double ShareOneBack(int queryHead, int keyHead)
        {
            var scores = queries[0, queryHead].mm(keys[0, keyHead].t()) / Math.Sqrt(config.HeadSize);
            var shares = (scores + full([length, length], float.NegativeInfinity).triu_(1)).softmax(-1);
            return shares.diagonal(-1).narrow(0, 4, length - 5).mean().item<float>();
        }
    }
}
