using System.Runtime.CompilerServices;

namespace AgentTuning.Llama.Kernels;

/// <summary>Causal attention over the documents of a pack for one head of keys and values at a time, forward and backward.</summary>
/// <remarks>
/// Probabilities are computed again on the way back instead of being kept (Dao et al. 2022, https://arxiv.org/abs/2205.14135).
/// Shapes: N row of the pack, W width of the joint projection, H query head, C head size.
/// </remarks>
sealed unsafe class PackedAttentionKernel<T>(AttentionShape shape, PackLayout layout, AttentionRows rows)
    where T : unmanaged, IElement<T>
{
    const int Strip = AttentionScratch.StripRows;

    readonly int _size = shape.HeadSize;
    readonly int _stride = AttentionScratch.Padded(shape.HeadSize);
    readonly T* _queries = (T*)rows.Queries.Data;
    readonly T* _values = (T*)rows.Values.Data;
    readonly float* _logSums = (float*)rows.LogSums.Data;

    /// <summary>What the rows of a document attend to.</summary>
    /// <param name="scratch">Of this thread.</param>
    /// <param name="keyHead">The head of keys and values, with all query heads that share it.</param>
    /// <param name="segment">A document; null takes all of them and the prefix.</param>
    /// <param name="attended">(N, H·C), overwritten.</param>
    public void Forward(AttentionScratch scratch, int keyHead, Segment? segment, T* attended)
    {
        if (segment is null) LoadPrefix(scratch, keyHead, isBackward: false);
        foreach (var part in Segments(segment))
        {
            Load(scratch, keyHead, part, isBackward: false);
            for (var i = 0; i < shape.Sharing; i++) ForwardHead(scratch, keyHead * shape.Sharing + i, part, attended);
        }
    }

    /// <summary>The gradient of a document's rows of the joint projection.</summary>
    /// <param name="scratch">Of this thread.</param>
    /// <param name="keyHead">The head of keys and values, with all query heads that share it.</param>
    /// <param name="segment">A document; null takes all of them and the prefix.</param>
    /// <param name="outer">(N, H·C): what was attended, and its gradient.</param>
    /// <param name="projectedGradients">(N, W), overwritten.</param>
    public void Backward(AttentionScratch scratch, int keyHead, Segment? segment, (nint Attended, nint Gradients) outer, T* projectedGradients)
    {
        if (segment is null) LoadPrefix(scratch, keyHead, isBackward: true);
        foreach (var part in Segments(segment))
        {
            Load(scratch, keyHead, part, isBackward: true);
            for (var i = 0; i < shape.Sharing; i++)
                BackwardHead(scratch, keyHead * shape.Sharing + i, part, outer, projectedGradients);
            StoreKeyValueGradients(scratch, keyHead, part, projectedGradients);
        }
    }

    IEnumerable<Segment> Segments(Segment? segment) => segment is { } one ? [one] : layout.PrefixLast;

    void ForwardHead(AttentionScratch scratch, int head, Segment segment, T* attended)
    {
        if (!IsNeeded(segment.Start, segment.Length)) return;
        LoadQueries(scratch, head, segment);
        for (var first = 0; first < segment.Length; first += Strip)
        {
            var strip = StripOf(segment, first);
            if (!IsNeeded(strip.Start, strip.Rows)) continue;
            var scores = Scores(scratch, strip);
            for (var i = 0; i < strip.Rows; i++)
            {
                var hidden = Hidden(strip, i);
                var row = scores.Data + i * scores.RowStride;
                new Span<float>(row, hidden).Clear();
                _logSums[(nint)head * layout.Rows + strip.Start + i] =
                    SoftMax.Forward(row + hidden, strip.Position + i + 1 - strip.From - hidden, scores.Columns - hidden);
            }
            PanelProduct.Set(
                new(scratch.Attended, strip.Rows, _stride, _stride), scores, scratch.Rows + (nint)strip.From * PanelProduct.Width, scratch.RowPanelStride);
            for (var i = 0; i < strip.Rows; i++)
                ElementRows.Convert((Float32*)scratch.Attended + (nint)i * _stride, AttendedRow(attended, head, strip.Start + i), _size);
        }
    }

    void BackwardHead(AttentionScratch scratch, int head, Segment segment, (nint Attended, nint Gradients) outer, T* projectedGradients)
    {
        LoadQueries(scratch, head, segment);
        for (var first = 0; first < segment.Length; first += Strip)
        {
            var strip = StripOf(segment, first);
            if (!IsNeeded(strip.Start, strip.Rows))
            {
                for (var i = 0; i < strip.Rows; i++) new Span<T>(Part(projectedGradients, strip.Start + i, head), _size).Clear();
                continue;
            }
            for (var i = 0; i < strip.Rows; i++)
            {
                LoadRow(AttendedRow((T*)outer.Attended, head, strip.Start + i), scratch.Attended + (nint)i * _stride);
                LoadRow(AttendedRow((T*)outer.Gradients, head, strip.Start + i), scratch.Outer + (nint)i * _stride);
            }
            var probabilities = Scores(scratch, strip);
            var gradients = new Matrix(scratch.Outer, strip.Rows, _size, _stride);
            var scoreGradients = new Matrix(scratch.ScoreGradients, strip.Rows, strip.Columns, scratch.ScoreStride);
            PanelProduct.Set(
                scoreGradients, gradients, scratch.ValueColumns + strip.From / PanelProduct.Width * scratch.ColumnPanelStride, scratch.ColumnPanelStride);
            for (var i = 0; i < strip.Rows; i++) BackwardRow(scratch, head, strip, i);
            AddGradients(scratch, probabilities, scoreGradients, gradients, strip);
            for (var i = 0; i < strip.Rows; i++)
            {
                var gradient = scratch.QueryGradients + (nint)i * _stride;
                Rotate(gradient, strip.Position + i, -1, shape.Scale);
                ElementRows.Convert((Float32*)gradient, Part(projectedGradients, strip.Start + i, head), _size);
            }
        }
    }

    void BackwardRow(AttentionScratch scratch, int head, in AttentionStrip strip, int i)
    {
        var hidden = Hidden(strip, i);
        var columns = strip.Columns - hidden;
        float* scores = scratch.Scores + (nint)i * scratch.ScoreStride, gradients = scratch.ScoreGradients + (nint)i * scratch.ScoreStride;
        new Span<float>(scores, hidden).Clear();
        new Span<float>(gradients, hidden).Clear();
        var mean = SoftMax.Dot(scratch.Attended + (nint)i * _stride, scratch.Outer + (nint)i * _stride, _size);
        SoftMax.Backward(
            scores + hidden, gradients + hidden, strip.Position + i + 1 - strip.From - hidden, columns,
            (_logSums[(nint)head * layout.Rows + strip.Start + i], mean));
    }

    // dQ = dS·K, dK += dSᵀ·Q, dV += Pᵀ·dO
    void AddGradients(AttentionScratch scratch, in Matrix probabilities, in Matrix scoreGradients, in Matrix outer, in AttentionStrip strip)
    {
        PanelProduct.Set(
            new(scratch.QueryGradients, strip.Rows, _stride, _stride), scoreGradients,
            scratch.Rows + (nint)strip.From * PanelProduct.Width, scratch.RowPanelStride);
        var (columns, from) = (strip.Seen - strip.From, (nint)strip.From * _stride);
        var queries = new Matrix(scratch.Queries + (nint)strip.First * _stride, strip.Rows, _stride, _stride);
        new Matrix(scratch.KeyGradients + from, columns, _stride, _stride).SetProduct(scoreGradients.Transposed, queries, isAdded: true);
        new Matrix(scratch.ValueGradients + from, columns, _stride, _stride)
            .SetProduct(probabilities.Transposed, new(outer.Data, strip.Rows, _stride, _stride), isAdded: true);
    }

    Matrix Scores(AttentionScratch scratch, in AttentionStrip strip)
    {
        var scores = new Matrix(scratch.Scores, strip.Rows, strip.Columns, scratch.ScoreStride);
        PanelProduct.Set(
            scores, new(scratch.Queries + (nint)strip.First * _stride, strip.Rows, _size, _stride),
            scratch.KeyColumns + strip.From / PanelProduct.Width * scratch.ColumnPanelStride, scratch.ColumnPanelStride);
        return scores;
    }

    AttentionStrip StripOf(Segment segment, int first) => AttentionStrip.Of(segment, first, rows.Window);

    bool IsNeeded(int start, int count) => rows.Needed is not { } needed || needed.AsSpan(start, count).Contains(true);

    // The columns of a strip that a row's window has left behind.
    int Hidden(in AttentionStrip strip, int i) => rows.Window is { } window ? Math.Max(0, strip.Position + i + 1 - window - strip.From) : 0;

    void LoadPrefix(AttentionScratch scratch, int keyHead, bool isBackward)
    {
        if (layout.Prefix is { } prefix) LoadKeysAndValues(scratch, keyHead, prefix, 0, isBackward);
    }

    // The prefix's own segment comes last and finds its keys, values and gathered gradients in place.
    void Load(AttentionScratch scratch, int keyHead, Segment segment, bool isBackward)
    {
        if (segment == layout.Prefix) scratch.ClearFrom(segment.Length);
        else LoadKeysAndValues(scratch, keyHead, segment, segment.PrefixLength, isBackward);
    }

    void LoadKeysAndValues(AttentionScratch scratch, int keyHead, Segment segment, int at, bool isBackward)
    {
        var wide = stackalloc float[_stride];
        for (var i = 0; i < segment.Length; i++)
        {
            LoadRow(Part(_queries, segment.Start + i, shape.Heads + keyHead), wide);
            Rotate(wide, at + i, 1, 1);
            scratch.SetColumn(scratch.KeyColumns, at + i, wide);
            if (isBackward) scratch.SetRow(at + i, wide);
            LoadRow(Part(_values, segment.Start + i, shape.Heads + shape.KeyValueHeads + keyHead), wide);
            if (isBackward) scratch.SetColumn(scratch.ValueColumns, at + i, wide);
            else scratch.SetRow(at + i, wide);
        }
        if (isBackward)
        {
            new Span<float>(scratch.KeyGradients + (nint)at * _stride, segment.Length * _stride).Clear();
            new Span<float>(scratch.ValueGradients + (nint)at * _stride, segment.Length * _stride).Clear();
        }
        scratch.ClearFrom(at + segment.Length);
    }

    void LoadQueries(AttentionScratch scratch, int head, Segment segment)
    {
        for (var i = 0; i < segment.Length; i++)
        {
            var query = scratch.Queries + (nint)i * _stride;
            LoadRow(Part(_queries, segment.Start + i, head), query);
            Rotate(query, segment.PrefixLength + i, 1, shape.Scale);
        }
    }

    void StoreKeyValueGradients(AttentionScratch scratch, int keyHead, Segment segment, T* projectedGradients)
    {
        for (var i = 0; i < segment.Length; i++)
        {
            var at = segment.PrefixLength + i;
            var key = scratch.KeyGradients + (nint)at * _stride;
            Rotate(key, at, -1, 1);
            ElementRows.Convert((Float32*)key, Part(projectedGradients, segment.Start + i, shape.Heads + keyHead), _size);
            ElementRows.Convert(
                (Float32*)scratch.ValueGradients + (nint)at * _stride,
                Part(projectedGradients, segment.Start + i, shape.Heads + shape.KeyValueHeads + keyHead), _size);
        }
    }

    // A row of one head, with zeros up to whole panels.
    void LoadRow(T* from, float* to)
    {
        ElementRows.Convert(from, (Float32*)to, _size);
        for (var i = _size; i < _stride; i++) to[i] = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Rotate(float* row, int position, int direction, float scale) =>
        shape.Rotate(new(row, _size), new(row, _size), position, direction, scale);

    T* Part(T* matrix, int row, int head) => matrix + (nint)row * shape.RowWidth + (nint)head * _size;

    T* AttendedRow(T* matrix, int head, int row) => matrix + ((nint)row * shape.Heads + head) * _size;
}
