using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Models;

public sealed class LlamaReferenceTests
{
    const double Tolerance = 2e-6; // single precision against double

    static readonly long[] Ids = [1, 7, 3, 3, 9];

    // python3 reference_llama.py
    static readonly double[] Expected =
        [0.1412727, -0.1812646, -0.3267803, -0.1531650, 0.1700301, 0.3271751, 0.1648036, -0.1585138, -0.3270279, -0.1761691];

    [Fact]
    public void The_forward_pass_gives_the_scores_of_the_definition()
    {
        using var scope = NewDisposeScope();
        using var model = Model();

        var scores = model.Logits(model.Forward(tensor(Ids).unsqueeze(0)))[0, 4];

        AssertExpected(scores);
    }

    [Fact]
    public void The_packed_pass_gives_the_losses_of_the_definition()
    {
        using var model = Model();
        using var pass = new PackedPass(model);
        var logSum = Math.Log(Expected.Sum(Math.Exp));

        for (var target = 0; target < Expected.Length; target++)
        {
            var example = new TokenizedExample
            {
                Id = "reference",
                TokenIds = [.. Ids.Select(id => (int)id), target],
                Mask = [false, false, false, false, false, true],
            };
            Assert.Equal(logSum - Expected[target], ExampleLoss.Sum(pass, [new SharedPrefix(0, [example])]), 2 * Tolerance);
        }
    }

    static void AssertExpected(Tensor scores)
    {
        for (var i = 0; i < Expected.Length; i++) Assert.Equal(Expected[i], scores[i].item<float>(), Tolerance);
    }

    static LlamaModel Model()
    {
        var model = new LlamaModel(
            new LlamaConfig
            {
                HiddenSize = 8,
                IntermediateSize = 12,
                LayerCount = 2,
                HeadCount = 4,
                KeyValueHeadCount = 2,
                VocabularySize = 10,
                MaxPositions = 16,
            },
            seed: 0);
        using var guard = no_grad();
        foreach (var (name, weight) in model.NamedWeights())
        {
            var salt = Salt(name);
            var i = arange(weight.numel(), dtype: ScalarType.Float64);
            var values = weight.dim() == 1 ? 1 + 0.1 * (i + salt).sin() : 0.3 * (1.7 * i + salt).sin();
            weight.copy_(values.view(weight.shape));
        }
        return model;
    }

    static int Salt(string name)
    {
        string[] order = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj", "input_layernorm", "post_attention_layernorm"];
        var parts = name.Split('.');
        return parts switch
        {
            ["lm_head", ..] => 60,
            ["model", "norm", ..] => 50,
            ["model", "embed_tokens", ..] => 0,
            _ => 10 * (parts[2][0] - '0' + 1) + Array.IndexOf(order, parts[^2]),
        };
    }
}
