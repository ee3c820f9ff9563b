using AgentTuning.Llama.Kernels;
using AgentTuning.Llama.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>A decoder layer of one replica, forward and backward over the rows of a pack.</summary>
sealed class PassLayer
{
    readonly PassKernels _kernels;
    readonly PassBuffers _buffers;
    readonly PassWeight _attentionNorm;
    readonly PassWeight _feedForwardNorm;
    readonly PassWeight? _queryNorm;
    readonly PassWeight? _keyNorm;
    readonly int? _window;

    /// <param name="layer">The weights.</param>
    /// <param name="window">How many positions a position sees; null is all before it.</param>
    /// <param name="weightOf">Each weight as the pass sees it.</param>
    /// <param name="kernels">What lies between products.</param>
    /// <param name="buffers">Of the pass.</param>
    public PassLayer(DecoderLayer layer, int? window, Func<Parameter, PassWeight> weightOf, PassKernels kernels, PassBuffers buffers)
    {
        (_kernels, _buffers, _window) = (kernels, buffers, window);
        _attentionNorm = weightOf(layer.AttentionNorm);
        _feedForwardNorm = weightOf(layer.FeedForwardNorm);
        if (layer.QueryNorm is not null) (_queryNorm, _keyNorm) = (weightOf(layer.QueryNorm), weightOf(layer.KeyNorm!));
        QueryKeyValue = Of(layer.QueryKeyValue, layer.QueryKeyValueBias);
        Output = Of(layer.Output, layer.OutputBias);
        GateUp = Of(layer.GateUp, layer.GateUpBias);
        Down = Of(layer.Down, layer.DownBias);

        Projection Of(Parameter weight, Parameter? bias) =>
            new(weightOf(weight), bias is null ? null : weightOf(bias), kernels.Sums, buffers.Product);
    }

    /// <summary>Queries, keys and values.</summary>
    public Projection QueryKeyValue { get; }

    /// <summary>From what attention gives to the residual stream.</summary>
    public Projection Output { get; }

    /// <summary>Gate and up projection.</summary>
    public Projection GateUp { get; }

    /// <summary>From what the activation gives to the residual stream.</summary>
    public Projection Down { get; }

    /// <summary>The projections of a matrix.</summary>
    public Projection this[LayerMatrix matrix] => matrix switch
    {
        LayerMatrix.QueryKeyValue => QueryKeyValue,
        LayerMatrix.Output => Output,
        LayerMatrix.GateUp => GateUp,
        _ => Down,
    };

    /// <summary>Fills the layer's buffers.</summary>
    /// <param name="own">Overwritten.</param>
    /// <param name="input">(N, D), the residual stream.</param>
    /// <param name="layout">How the documents lie.</param>
    /// <param name="kept">The rows that are needed behind attention; empty where all are.</param>
    /// <param name="output">The residual stream after this layer; null where it is known.</param>
    public void Forward(LayerBuffers own, RowBuffer input, PackLayout layout, ReadOnlySpan<long> kept, RowBuffer? output)
    {
        _kernels.Norm.Forward(input, _attentionNorm.Value, own.InputNormalized, own.InputInverses);
        QueryKeyValue.Forward(own.InputNormalized.View(), own.Projected.Use(layout.Rows).View());
        _kernels.Attention.Forward(layout, Rows(own, layout, kept), own.Attended);

        var attended = own.Attended;
        var middle = own.Middle;
        if (kept.IsEmpty)
        {
            Output.ForwardOnto(attended.View(), input.View(), middle.Use(layout.Rows).View());
        }
        else
        {
            attended = own.AttendedKept;
            _kernels.Rows.Gather(own.Attended.View(), kept, attended);
            _kernels.Rows.Gather(input.View(), kept, middle);
            Output.ForwardOnto(attended.View(), middle.View(), middle.View());
        }

        _kernels.Norm.Forward(middle, _feedForwardNorm.Value, own.MiddleNormalized, own.MiddleInverses);
        GateUp.Forward(own.MiddleNormalized.View(), own.GateUp.Use(middle.Count).View());
        _kernels.SwiGlu.Forward(own.GateUp, own.Activated);
        if (output is not null) Down.ForwardOnto(own.Activated.View(), middle.View(), output.Use(middle.Count).View());
    }

    /// <summary>From the gradient of what comes out to that of what came in; adds the gradients of the weights.</summary>
    /// <param name="own">From the way forward.</param>
    /// <param name="input">(N, D), as on the way forward.</param>
    /// <param name="layout">How the documents lie.</param>
    /// <param name="kept">As on the way forward.</param>
    /// <param name="residual">(M, D), the gradient of what comes out, overwritten.</param>
    /// <returns>(N, D), the gradient of what came in: the same buffer, or another where rows joined.</returns>
    public RowBuffer Backward(LayerBuffers own, RowBuffer input, PackLayout layout, ReadOnlySpan<long> kept, RowBuffer residual)
    {
        FeedForwardBackward(own, residual);
        var gradients = _buffers.AttendedGradients.Use(residual.Count);
        Output.Backward(Outer(residual), (kept.IsEmpty ? own.Attended : own.AttendedKept).View(), gradients.View());
        if (!kept.IsEmpty)
        {
            // The rows that were not kept get their gradient through the keys and values only.
            _kernels.Rows.Spread(residual, kept, _buffers.Spread.Use(layout.Rows));
            _kernels.Rows.Spread(gradients, kept, _buffers.AttendedSpread.Use(layout.Rows));
            (residual, gradients) = (_buffers.Spread, _buffers.AttendedSpread);
        }
        var projected = _buffers.ProjectedGradients;
        _kernels.Attention.Backward(layout, Rows(own, layout, kept), own.Attended, gradients, projected);
        if (HeadNorms(isBackward: true) is { } norms) _kernels.HeadNorm.Backward(own.Projected, norms, projected);
        QueryKeyValue.Backward(projected.View(), own.InputNormalized.View(), _buffers.Inner.Use(layout.Rows).View());
        _kernels.Norm.AddBackward(
            (input, own.InputInverses, _attentionNorm.Value), _buffers.Inner, residual, _attentionNorm.GradientIfTrained());
        return residual;
    }

    void FeedForwardBackward(LayerBuffers own, RowBuffer residual)
    {
        var activated = _buffers.ActivatedGradients.Use(residual.Count);
        Down.Backward(Outer(residual), own.Activated.View(), activated.View());
        _kernels.SwiGlu.Backward(own.GateUp, activated);
        GateUp.Backward(own.GateUp.View(), own.MiddleNormalized.View(), _buffers.Inner.Use(residual.Count).View());
        _kernels.Norm.AddBackward(
            (own.Middle, own.MiddleInverses, _feedForwardNorm.Value), _buffers.Inner, residual, _feedForwardNorm.GradientIfTrained());
    }

    // Normalized heads are not kept: the way back makes them again.
    AttentionRows Rows(LayerBuffers own, PackLayout layout, ReadOnlySpan<long> kept)
    {
        var needed = kept.IsEmpty ? null : new bool[layout.Rows];
        foreach (var row in kept) needed![row] = true;
        if (HeadNorms(isBackward: false) is not { } norms) return new(own.Projected, own.Projected, own.LogSums, _window, needed);
        _kernels.HeadNorm.Forward(own.Projected, norms, _buffers.HeadsNormalized);
        return new(_buffers.HeadsNormalized, own.Projected, own.LogSums, _window, needed);
    }

    HeadNorms? HeadNorms(bool isBackward) => _queryNorm is null ? null : new(
        _queryNorm.Value, _keyNorm!.Value,
        isBackward ? _queryNorm.GradientIfTrained() : null, isBackward ? _keyNorm.GradientIfTrained() : null);

    // The gradient of the residual stream in the type of products.
    Tensor Outer(RowBuffer residual)
    {
        if (_buffers.Outer.Type == residual.Type) return residual.View();
        var outer = _buffers.Outer.Use(residual.Count).View();
        _kernels.Sums.Convert(residual.View(), outer);
        return outer;
    }
}
