using AgentTuning.Llama.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>A linear layer of the training pass: y = x Wᵀ + b, and whatever adapters add to it. Its gradients are written out by hand.</summary>
/// <remarks>
/// Products are in the type of the activations, gradients of weights in 32-bit floats. A weight that takes no gradient is frozen.
/// Shapes: N rows of the pack, in and out the widths.
/// </remarks>
sealed class Projection
{
    const long MostGradients = 1 << 22; // of a product in bf16, before it is added to the gradient

    readonly PassWeight _weight;
    readonly PassWeight? _bias;
    readonly ISumKernel _sums;
    readonly RowBuffer _product;

    /// <param name="weight">(out, in)</param>
    /// <param name="bias">(out), or none.</param>
    /// <param name="sums">Adds what is not in 32-bit floats.</param>
    /// <param name="product">Room for a product that is added to the residual stream.</param>
    public Projection(PassWeight weight, PassWeight? bias, ISumKernel sums, RowBuffer product) =>
        (_weight, _bias, _sums, _product) = (weight, bias, sums, product);

    /// <summary>What is added, in order.</summary>
    public IReadOnlyList<IProjectionAdapter> Adapters { get; set; } = [];

    /// <summary>True if the weight follows its gradient.</summary>
    public bool IsTrained => _weight.IsTrained;

    /// <summary>The weight as an optimizer knows it.</summary>
    public Parameter Weight => _weight.Parameter;

    /// <summary>The output of every row.</summary>
    /// <param name="input">(N, in)</param>
    /// <param name="output">(N, out), of the same type, overwritten.</param>
    public void Forward(Tensor input, Tensor output)
    {
        SetProduct(input, output);
        foreach (var adapter in Adapters) adapter.Forward(input, output);
    }

    /// <summary>The residual stream with the output of every row added.</summary>
    /// <param name="input">(N, in)</param>
    /// <param name="before">(N, out), 32-bit floats.</param>
    /// <param name="after">(N, out), 32-bit floats, overwritten.</param>
    public void ForwardOnto(Tensor input, Tensor before, Tensor after)
    {
        if (input.dtype == after.dtype)
        {
            after.copy_(before);
            if (_bias is not null) after.add_(_bias.Value);
            after.addmm_(input, _weight.Value.t());
        }
        else
        {
            var product = _product.Use((int)input.size(0)).View();
            SetProduct(input, product);
            _sums.Add(before, product, after);
        }
        foreach (var adapter in Adapters) adapter.Forward(input, after);
    }

    /// <summary>Adds the gradients of the weights and sets that of the input.</summary>
    /// <param name="outer">(N, out), the gradient of the output.</param>
    /// <param name="input">(N, in)</param>
    /// <param name="inner">(N, in), overwritten by the gradient of the input.</param>
    public void Backward(Tensor outer, Tensor input, Tensor inner)
    {
        AddGradients(outer, input);
        inner.addmm_(outer, _weight.Value, beta: 0, alpha: 1);
        foreach (var adapter in Adapters) adapter.Backward(outer, input, inner);
    }

    void SetProduct(Tensor input, Tensor output)
    {
        if (_bias is not null) output.copy_(_bias.Value);
        output.addmm_(input, _weight.Value.t(), beta: _bias is null ? 0 : 1, alpha: 1);
    }

    void AddGradients(Tensor outer, Tensor input)
    {
        if (_bias is { IsTrained: true }) _bias.Gradient().add_(outer.sum([0], type: ScalarType.Float32));
        if (!_weight.IsTrained) return;
        if (outer.dtype == ScalarType.Float32) AddProduct(outer, input);
        else AddNarrowProduct(outer, input);
    }

    void AddProduct(Tensor outer, Tensor input)
    {
        if (_weight.Parameter.grad is { } gradient) gradient.addmm_(outer.t(), input);
        else _weight.Parameter.grad = outer.t().mm(input);
    }

    // Inside a product sums are exact enough, and its result is rounded once; sums over packs and steps are not narrow.
    void AddNarrowProduct(Tensor outer, Tensor input)
    {
        var gradient = _weight.Gradient();
        var rows = gradient.size(0);
        var chunk = Math.Clamp(MostGradients / input.size(1), 1, rows);
        using var product = empty([chunk, input.size(1)], dtype: outer.dtype, device: outer.device);
        for (var first = 0L; first < rows; first += chunk)
        {
            var count = Math.Min(chunk, rows - first);
            using var part = product.narrow(0, 0, count);
            using var sum = gradient.narrow(0, first, count);
            part.addmm_(outer.narrow(1, first, count).t(), input, beta: 0, alpha: 1);
            _sums.Add(sum, part, sum);
        }
    }
}
