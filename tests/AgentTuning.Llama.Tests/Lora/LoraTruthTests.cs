using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Tests.Models;
using AgentTuning.Llama.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Lora;

/// <summary>Adapter files against an implementation that is not ours: Debian's PyTorch, which reads them by the names that PEFT gives.</summary>
public sealed class LoraTruthTests(PlainTorch plain) : IClassFixture<PlainTorch>, IDisposable
{
    const double LogitTolerance = 1e-5;
    const double GradientTolerance = 1e-4; // relative to the length of each weight's gradient

    readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(TinyFamilies.Theory), MemberType = typeof(TinyFamilies))]
    public void Logits_are_those_of_PyTorch_with_the_adapter_beside_and_merged(string name)
    {
        var folder = plain.RequireAdapted(name);
        using var truth = new SafetensorsFile(Path.Combine(folder, "truth.safetensors"));
        using var beside = LlamaCheckpoint.Load(folder);
        using var merged = LlamaCheckpoint.Load(folder);
        var wanted = Numbers(truth, "logits");
        LoraCheckpoint.Attach(beside, folder);

        LoraMerge.Into(merged, folder);

        Assert.InRange((Logits(beside, name) - wanted).abs().max().item<float>(), 0, LogitTolerance);
        Assert.InRange((Logits(merged, name) - wanted).abs().max().item<float>(), 0, LogitTolerance);
    }

    [Theory]
    [MemberData(nameof(TinyFamilies.Theory), MemberType = typeof(TinyFamilies))]
    public void Gradients_of_adapters_are_those_of_PyTorch(string name)
    {
        var folder = plain.RequireAdapted(name);
        using var truth = new SafetensorsFile(Path.Combine(folder, "truth.safetensors"));
        using var model = LlamaCheckpoint.Load(folder);
        LoraCheckpoint.Attach(model, folder);
        using var pass = new PackedPass(model);

        ExampleLoss.Backward(pass, [new SharedPrefix(0, [PlainTorch.Text(name)])], divisor: 1);

        Assert.All(model.Adapters, adapter =>
        {
            AssertGradient(truth, AdapterNames.A(adapter.Module), adapter.A);
            AssertGradient(truth, AdapterNames.B(adapter.Module), adapter.B);
        });
    }

    static void AssertGradient(SafetensorsFile truth, string name, Tensor parameter)
    {
        using var guard = no_grad();
        var wanted = Numbers(truth, name);
        var distance = (parameter.grad! - wanted).norm().item<float>() / (wanted.norm().item<float>() + 1e-6);
        Assert.True(distance <= GradientTolerance, $"{name}: {distance}");
    }

    static Tensor Logits(LlamaModel model, string name)
    {
        using var guard = no_grad();
        return model.Logits(model.Forward(tensor(PlainTorch.Text(name).TokenIds.Select(id => (long)id).ToArray()).unsqueeze(0)))[0];
    }

    static Tensor Numbers(SafetensorsFile file, string name)
    {
        var entry = file.Entries.Single(entry => entry.Name == name);
        var numbers = empty([.. entry.Shape]);
        file.Read(entry, numbers);
        return numbers;
    }
}
