using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Generation;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AgentTuning.Llama.Tests.Models;

/// <summary>Every family against an implementation that is not ours: Debian's PyTorch, running the published formulas.</summary>
public sealed class PlainTorchTests(PlainTorch plain) : IClassFixture<PlainTorch>, IDisposable
{
    const double LogitTolerance = 1e-5;
    const double GradientTolerance = 1e-4; // relative to the length of each weight's gradient

    readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(TinyFamilies.Theory), MemberType = typeof(TinyFamilies))]
    public void Logits_and_gradients_of_the_forward_pass_are_those_of_PyTorch(string name)
    {
        using var truth = new SafetensorsFile(Path.Combine(plain.Require(name), "truth.safetensors"));
        using var model = LlamaCheckpoint.Load(plain.Require(name));
        var text = PlainTorch.Text(name);
        var ids = tensor(text.TokenIds.Select(id => (long)id).ToArray());

        var logits = model.Logits(model.Forward(ids.unsqueeze(0)))[0];
        var losses = F.cross_entropy(logits.narrow(0, 0, text.Length - 1), ids.narrow(0, 1, text.Length - 1), reduction: nn.Reduction.None);
        (losses * tensor(text.Mask.Skip(1).Select(isSupervised => isSupervised ? 1f : 0).ToArray())).sum().backward();

        var wanted = Numbers(truth, "logits");
        Assert.True(wanted.abs().max().item<float>() > 0.1);
        Assert.InRange((logits - wanted).abs().max().item<float>(), 0, LogitTolerance);
        AssertGradients(model, truth);
    }

    [Theory]
    [MemberData(nameof(TinyFamilies.Theory), MemberType = typeof(TinyFamilies))]
    public void Gradients_of_the_training_pass_are_those_of_PyTorch(string name)
    {
        using var truth = new SafetensorsFile(Path.Combine(plain.Require(name), "truth.safetensors"));
        using var model = LlamaCheckpoint.Load(plain.Require(name));
        using var pass = new PackedPass(model);

        ExampleLoss.Backward(pass, [new SharedPrefix(0, [PlainTorch.Text(name)])], divisor: 1);

        AssertGradients(model, truth);
    }

    [Theory]
    [MemberData(nameof(TinyFamilies.Theory), MemberType = typeof(TinyFamilies))]
    public async Task The_decoder_chooses_what_PyTorch_finds_likeliest(string name)
    {
        using var truth = new SafetensorsFile(Path.Combine(plain.Require(name), "truth.safetensors"));
        using var model = LlamaCheckpoint.Load(plain.Require(name));
        using var generator = new LlamaGenerator(model, new GeneratorOptions { Threads = 1 });
        var ids = PlainTorch.Text(name).TokenIds;
        var logits = Numbers(truth, "logits");

        foreach (var length in new[] { 1, 8, 17, 40 })
        {
            var request = new GenerationRequest { PromptIds = [.. ids.Take(length)], MaxNewTokens = 1 };
            var result = await generator.GenerateAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(logits[length - 1].argmax().item<long>(), result.TokenIds[0]);
        }
    }

    // Puts the gradients in the place of the weights, so that joint ones come apart under their names.
    static void AssertGradients(LlamaModel model, SafetensorsFile truth)
    {
        using var guard = no_grad();
        foreach (var parameter in model.Parameters) parameter.copy_(parameter.grad!);
        foreach (var (name, gradient) in model.NamedWeights())
        {
            var wanted = Numbers(truth, name);
            var distance = (gradient - wanted).norm().item<float>() / (wanted.norm().item<float>() + 1e-6);
            Assert.True(distance <= GradientTolerance, $"{name}: {distance}");
        }
    }

    static Tensor Numbers(SafetensorsFile file, string name)
    {
        var entry = file.Entries.Single(entry => entry.Name == name);
        var numbers = empty([.. entry.Shape]);
        file.Read(entry, numbers);
        return numbers;
    }
}
