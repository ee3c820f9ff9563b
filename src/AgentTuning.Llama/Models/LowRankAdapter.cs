using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Models;

/// <summary>What LoRA adds to a projection: y += scale · B A x (Hu et al. 2021, https://arxiv.org/abs/2106.09685). Shapes: R rank.</summary>
/// <param name="module">The projection.</param>
/// <param name="a">(R, inputs), 32-bit floats.</param>
/// <param name="b">(outputs, R), 32-bit floats.</param>
/// <param name="scale">By which the product is multiplied.</param>
/// <param name="dropout">The share of inputs that A does not see in training; in [0, 1).</param>
sealed class LowRankAdapter(LinearModule module, Parameter a, Parameter b, double scale, double dropout) : IDisposable
{
    /// <summary>The projection.</summary>
    public LinearModule Module => module;

    /// <summary>(R, inputs)</summary>
    public Parameter A => a;

    /// <summary>(outputs, R)</summary>
    public Parameter B => b;

    /// <summary>By which the product is multiplied.</summary>
    public double Scale => scale;

    /// <summary>What A does not see in training.</summary>
    public ColumnDropout Dropout { get; } = new(dropout, module.FirstInput);

    /// <summary>An adapter on the same numbers with gradients of its own.</summary>
    public LowRankAdapter Share() => new(module, Share(a), Share(b), scale, dropout);

    /// <summary>An adapter with numbers of its own on a device.</summary>
    public LowRankAdapter CopyTo(Device device)
    {
        return new(module, Copy(a), Copy(b), scale, dropout);

        Parameter Copy(Parameter parameter) => LlamaModel.Keep(parameter.detach().to(device, copy: true), parameter.requires_grad);
    }

    /// <summary>What the adapter adds to the projection.</summary>
    /// <param name="x">(…, inputs)</param>
    /// <param name="keys">Of the rows of x, one after the other, for dropout; null computes without.</param>
    /// <returns>(…, outputs)</returns>
    public Tensor Forward(Tensor x, ulong[]? keys)
    {
        if (keys is not null && Dropout.Share > 0) x = x * Dropout.Factors(keys, module.Inputs).to(x.device).view(x.shape);
        return DecoderLayer.Linear(DecoderLayer.Linear(x, a), b) * scale;
    }

    /// <summary>Frees the matrices; those of an adapter that was attached to a model go with the model.</summary>
    public void Dispose()
    {
        a.Dispose();
        b.Dispose();
    }

    static Parameter Share(Parameter parameter) => LlamaModel.Keep(parameter.detach(), parameter.requires_grad);
}
