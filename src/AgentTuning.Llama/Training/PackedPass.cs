using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AgentTuning.Llama.Kernels;
using AgentTuning.Llama.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>The loss of packed documents and its gradient, written out by hand: libtorch does the large products, our kernels the rest.</summary>
/// <remarks>
/// Automatic differentiation spends a fifth to two fifths of the time of a small model on making and freeing what it remembers. Here all of it lies in buffers
/// that stay. One thread at a time. Shapes: N rows of the pack, M rows before supervised tokens, D hidden, V vocabulary.
/// </remarks>
sealed unsafe class PackedPass : IDisposable
{
    const int MostScores = 1 << 22; // the whole of rows times vocabulary never lies in memory

    readonly LlamaModel _model;
    readonly AttentionShape _shape;
    readonly LayerBuffers[] _layers;
    readonly RowBuffer _output;
    readonly RowBuffer _normalized;
    readonly RowBuffer _inverses = new(1);
    readonly RowBuffer _scores;
    readonly RowBuffer _residual;
    readonly RowBuffer _spread;
    readonly RowBuffer _inner;
    readonly RowBuffer _projected;
    readonly RowBuffer _activated;

    public PackedPass(LlamaModel model)
    {
        var config = model.Config;
        _model = model;
        _shape = AttentionShape.Of(config, model.Rotary.CosineNumbers, model.Rotary.SineNumbers);
        _layers = [.. model.Layers.Select(_ => new LayerBuffers(config))];
        _output = new(config.HiddenSize);
        _normalized = new(config.HiddenSize);
        _scores = new(config.VocabularySize);
        _residual = new(config.HiddenSize);
        _spread = new(config.HiddenSize);
        _inner = new(config.HiddenSize);
        _projected = new(_shape.RowWidth);
        _activated = new(config.IntermediateSize);
    }

    /// <summary>The cross-entropy summed over supervised tokens.</summary>
    public double Loss(TrainingPack pack)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        Forward(pack);
        return HeadLoss(pack, gradientScale: 0);
    }

    /// <summary>The cross-entropy summed over supervised tokens; adds its gradient over a divisor to the model's gradients.</summary>
    public double Backward(TrainingPack pack, long divisor)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        Forward(pack);
        var loss = HeadLoss(pack, 1f / divisor);
        Backward(pack);
        return loss;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var layer in _layers) layer.Dispose();
        RowBuffer[] buffers = [_output, _normalized, _inverses, _scores, _residual, _spread, _inner, _projected, _activated];
        foreach (var buffer in buffers) buffer.Dispose();
    }

    /// <summary>Fills the layers' buffers, and the last hidden states with their norm.</summary>
    void Forward(TrainingPack pack)
    {
        var layout = pack.Layout;
        Gather(Pointer(_model.Embedding), pack.Ids, _layers[0].Input.Matrix(layout.Rows));
        for (var i = 0; i < _layers.Length; i++)
        {
            var isLast = i == _layers.Length - 1;
            Forward(_model.Layers[i], _layers[i], layout, isLast ? pack.Kept : default, isLast ? _output : _layers[i + 1].Input);
        }
        Normalize(_output.Matrix(pack.Kept.Length), _model.FinalNorm, _normalized, _inverses);
    }

    void Forward(DecoderLayer layer, LayerBuffers own, PackLayout layout, ReadOnlySpan<long> kept, RowBuffer output)
    {
        var rows = layout.Rows;
        Normalize(own.Input.Matrix(rows), layer.AttentionNorm, own.InputNormalized, own.InputInverses);
        SetProduct(own.Projected.Rows(rows), own.InputNormalized.Rows(rows), layer.QueryKeyValue.t());
        own.LogSums.Matrix(rows);
        new PackedAttentionKernel(_shape, layout, own.Projected.Data, own.LogSums.Data).Forward(own.Attended.Matrix(rows).Data);

        var attended = own.Attended;
        if (kept.IsEmpty)
        {
            own.Middle.Rows(rows).copy_(own.Input.Rows(rows));
        }
        else
        {
            rows = kept.Length;
            attended = own.AttendedKept;
            Gather(own.Attended.Data, kept, attended.Matrix(rows));
            Gather(own.Input.Data, kept, own.Middle.Matrix(rows));
        }
        AddProduct(own.Middle.Rows(rows), attended.Rows(rows), layer.Output.t());

        Normalize(own.Middle.Matrix(rows), layer.FeedForwardNorm, own.MiddleNormalized, own.MiddleInverses);
        SetProduct(own.GateUp.Rows(rows), own.MiddleNormalized.Rows(rows), layer.GateUp.t());
        SwiGlu.Forward(own.GateUp.Data, rows, own.Activated.Width, own.Activated.Matrix(rows).Data);
        var result = output.Rows(rows);
        result.copy_(own.Middle.Rows(rows));
        AddProduct(result, own.Activated.Rows(rows), layer.Down.t());
    }

    /// <summary>The loss; with a gradient scale also the gradient of the normalized states, and the head's.</summary>
    double HeadLoss(TrainingPack pack, float gradientScale)
    {
        var (count, vocabulary) = (pack.Targets.Length, _model.Config.VocabularySize);
        var normalized = _normalized.Rows(count);
        var gradients = _inner.Rows(count);
        var chunk = Math.Max(1, MostScores / vocabulary);
        var loss = 0.0;
        for (var first = 0; first < count; first += chunk)
        {
            var rows = Math.Min(chunk, count - first);
            var (scores, hidden) = (_scores.Rows(rows), normalized.narrow(0, first, rows));
            SetProduct(scores, hidden, _model.Head.t());
            loss += CrossEntropy.Forward(_scores.Data, vocabulary, pack.Targets.Slice(first, rows), gradientScale);
            if (gradientScale == 0) continue;
            SetProduct(gradients.narrow(0, first, rows), scores, _model.Head);
            AddGradient(_model.Head, scores, hidden);
        }
        return loss;
    }

    /// <summary>From the gradient of the normalized states down to the embeddings.</summary>
    void Backward(TrainingPack pack)
    {
        var layout = pack.Layout;
        var kept = pack.Kept;
        var residual = _residual;
        Clear(residual.Matrix(kept.Length));
        AddNormBackward(_output.Matrix(kept.Length), _model.FinalNorm, _inverses, residual);
        for (var i = _layers.Length - 1; i >= 0; i--)
        {
            var (layer, own) = (_model.Layers[i], _layers[i]);
            var isLast = i == _layers.Length - 1;
            var rows = isLast ? kept.Length : layout.Rows;
            FeedForwardBackward(layer, own, residual, rows);

            var outer = residual.Rows(rows);
            AddGradient(layer.Output, outer, (isLast ? own.AttendedKept : own.Attended).Rows(rows));
            SetProduct(_inner.Rows(rows), outer, layer.Output);
            var gradients = _inner;
            if (isLast)
            {
                // The rows that were not kept get their gradient through the keys and values only.
                Spread(residual.Matrix(rows), kept, _spread.Matrix(layout.Rows));
                Spread(_inner.Matrix(rows), kept, _residual.Matrix(layout.Rows));
                (residual, gradients) = (_spread, _residual);
            }
            AttentionBackward(layer, own, layout, gradients, residual);
        }
        ScatterAdd(residual.Matrix(layout.Rows), pack.Ids, Pointer(GradientOf(_model.Embedding)));
    }

    void FeedForwardBackward(DecoderLayer layer, LayerBuffers own, RowBuffer residual, int rows)
    {
        var outer = residual.Rows(rows);
        AddGradient(layer.Down, outer, own.Activated.Rows(rows));
        SetProduct(_activated.Rows(rows), outer, layer.Down);
        SwiGlu.Backward(own.GateUp.Data, rows, own.Activated.Width, _activated.Data);
        AddGradient(layer.GateUp, own.GateUp.Rows(rows), own.MiddleNormalized.Rows(rows));
        SetProduct(_inner.Rows(rows), own.GateUp.Rows(rows), layer.GateUp);
        AddNormBackward(own.Middle.Matrix(rows), layer.FeedForwardNorm, own.MiddleInverses, residual);
    }

    void AttentionBackward(DecoderLayer layer, LayerBuffers own, PackLayout layout, RowBuffer gradients, RowBuffer residual)
    {
        var rows = layout.Rows;
        var projected = _projected.Rows(rows);
        new PackedAttentionKernel(_shape, layout, own.Projected.Data, own.LogSums.Data)
            .Backward(own.Attended.Data, gradients.Data, _projected.Data);
        AddGradient(layer.QueryKeyValue, projected, own.InputNormalized.Rows(rows));
        SetProduct(_inner.Rows(rows), projected, layer.QueryKeyValue);
        AddNormBackward(own.Input.Matrix(rows), layer.AttentionNorm, own.InputInverses, residual);
    }

    void Normalize(in Matrix input, Parameter weight, RowBuffer output, RowBuffer inverses) => RmsNorm.Forward(
        input, Pointer(weight), _model.Config.NormEpsilon, output.Matrix(input.Rows).Data, inverses.Matrix(input.Rows).Data);

    // The gradient of the norm's output lies in the inner buffer.
    void AddNormBackward(in Matrix input, Parameter weight, RowBuffer inverses, RowBuffer residual) => RmsNorm.AddBackward(
        input, Pointer(weight), inverses.Data, _inner.Data, residual.Data, Pointer(GradientOf(weight)));

    static void SetProduct(Tensor result, Tensor left, Tensor right) => result.addmm_(left, right, beta: 0, alpha: 1);

    static void AddProduct(Tensor result, Tensor left, Tensor right) => result.addmm_(left, right, beta: 1, alpha: 1);

    static void AddGradient(Parameter weight, Tensor outer, Tensor input)
    {
        if (weight.grad is { } gradient) AddProduct(gradient, outer.t(), input);
        else weight.grad = outer.t().mm(input);
    }

    static Tensor GradientOf(Parameter weight)
    {
        if (weight.grad is { } gradient) return gradient;
        weight.grad = zeros(weight.shape);
        return weight.grad;
    }

    static void Gather(float* table, ReadOnlySpan<long> rows, in Matrix to)
    {
        for (var i = 0; i < rows.Length; i++) Row(table, rows[i], to.Columns).CopyTo(Row(to.Data, i, to.Columns));
    }

    static void Spread(in Matrix from, ReadOnlySpan<long> rows, in Matrix to)
    {
        Clear(to);
        for (var i = 0; i < rows.Length; i++) Row(from.Data, i, from.Columns).CopyTo(Row(to.Data, rows[i], to.Columns));
    }

    static void ScatterAdd(in Matrix from, ReadOnlySpan<long> rows, float* table)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            float* source = from.Data + (nint)i * from.Columns, target = table + (nint)rows[i] * from.Columns;
            for (var column = 0; column < from.Columns; column++) target[column] += source[column];
        }
    }

    static void Clear(in Matrix matrix)
    {
        for (var i = 0; i < matrix.Rows; i++) Row(matrix.Data, i, matrix.Columns).Clear();
    }

    static Span<float> Row(float* data, long row, int width) => new(data + (nint)row * width, width);

    static float* Pointer(Tensor tensor) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}
