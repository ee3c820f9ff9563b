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
        LoadQueries(scratch, head, segment);
        for (var first = 0; first < segment.Length; first += Strip)
        {
            var strip = StripOf(segment, first);
            var scores = Scores(scratch, strip);
            for (var i = 0; i < strip.Rows; i++)
            {
                var hidden = Hidden(strip, i);
                var row = scores.Data + i * scores.RowStride;
                new Span<float>(row, hidden).Clear();
                _logSums[(nint)head * layout.Rows + strip.Start + i] =
                    SoftMax.Forward(row + hidden, strip.Position + i + 1 - strip.From - hidden, scores.Columns - hidden);
            }
            var output = new Matrix(scratch.Attended, strip.Rows, _size, _size);
            output.SetProduct(scores, new(scratch.Values + (nint)strip.From * _size, scores.Columns, _size, _size), isAdded: false);
            for (var i = 0; i < strip.Rows; i++)
                ElementRows.Convert((Float32*)scratch.Attended + (nint)i * _size, AttendedRow(attended, head, strip.Start + i), _size);
        }
    }

    void BackwardHead(AttentionScratch scratch, int head, Segment segment, (nint Attended, nint Gradients) outer, T* projectedGradients)
    {
        LoadQueries(scratch, head, segment);
        for (var first = 0; first < segment.Length; first += Strip)
        {
            var strip = StripOf(segment, first);
            for (var i = 0; i < strip.Rows; i++)
            {
                ElementRows.Convert(AttendedRow((T*)outer.Attended, head, strip.Start + i), (Float32*)scratch.Attended + (nint)i * _size, _size);
                ElementRows.Convert(AttendedRow((T*)outer.Gradients, head, strip.Start + i), (Float32*)scratch.Outer + (nint)i * _size, _size);
            }
            var probabilities = Scores(scratch, strip);
            var gradients = new Matrix(scratch.Outer, strip.Rows, _size, _size);
            var scoreGradients = new Matrix(scratch.ScoreGradients, strip.Rows, probabilities.Columns, scratch.Width);
            scoreGradients.SetProduct(
                gradients, new(scratch.ValuesTransposed + strip.From, _size, probabilities.Columns, scratch.Width), isAdded: false);
            for (var i = 0; i < strip.Rows; i++) BackwardRow(scratch, head, strip, i);
            AddGradients(scratch, probabilities, scoreGradients, gradients, strip);
            for (var i = 0; i < strip.Rows; i++)
            {
                var gradient = scratch.QueryGradients + (nint)i * _size;
                Rotate(gradient, strip.Position + i, -1, shape.Scale);
                ElementRows.Convert((Float32*)gradient, Part(projectedGradients, strip.Start + i, head), _size);
            }
        }
    }

    void BackwardRow(AttentionScratch scratch, int head, in AttentionStrip strip, int i)
    {
        var hidden = Hidden(strip, i);
        var columns = strip.Columns - hidden;
        float* scores = scratch.Scores + (nint)i * scratch.Width, gradients = scratch.ScoreGradients + (nint)i * scratch.Width;
        new Span<float>(scores, hidden).Clear();
        new Span<float>(gradients, hidden).Clear();
        var mean = SoftMax.Dot(scratch.Attended + (nint)i * _size, scratch.Outer + (nint)i * _size, _size);
        SoftMax.Backward(
            scores + hidden, gradients + hidden, strip.Position + i + 1 - strip.From - hidden, columns,
            (_logSums[(nint)head * layout.Rows + strip.Start + i], mean));
    }

    // dQ = dS·K, dK += dSᵀ·Q, dV += Pᵀ·dO
    void AddGradients(AttentionScratch scratch, in Matrix probabilities, in Matrix scoreGradients, in Matrix outer, in AttentionStrip strip)
    {
        var (columns, from) = (strip.Seen - strip.From, (nint)strip.From * _size);
        new Matrix(scratch.QueryGradients, strip.Rows, _size, _size)
            .SetProduct(scoreGradients, new(scratch.Keys + from, strip.Columns, _size, _size), isAdded: false);
        new Matrix(scratch.KeyGradients + from, columns, _size, _size)
            .SetProduct(scoreGradients.Transposed, new(scratch.Queries + (nint)strip.First * _size, strip.Rows, _size, _size), isAdded: true);
        new Matrix(scratch.ValueGradients + from, columns, _size, _size).SetProduct(probabilities.Transposed, outer, isAdded: true);
    }

    Matrix Scores(AttentionScratch scratch, in AttentionStrip strip)
    {
        var scores = new Matrix(scratch.Scores, strip.Rows, strip.Columns, scratch.Width);
        scores.SetProduct(
            new(scratch.Queries + (nint)strip.First * _size, strip.Rows, _size, _size),
            new(scratch.KeysTransposed + strip.From, _size, strip.Columns, scratch.Width), isAdded: false);
        return scores;
    }

    AttentionStrip StripOf(Segment segment, int first) => AttentionStrip.Of(segment, first, rows.Window);

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
        for (var i = 0; i < segment.Length; i++)
        {
            var key = scratch.Keys + (nint)(at + i) * _size;
            ElementRows.Convert(Part(_queries, segment.Start + i, shape.Heads + keyHead), (Float32*)key, _size);
            Rotate(key, at + i, 1, 1);
            ElementRows.Convert(
                Part(_values, segment.Start + i, shape.Heads + shape.KeyValueHeads + keyHead), (Float32*)scratch.Values + (nint)(at + i) * _size, _size);
        }
        scratch.Transpose(at, segment.Length, isBackward);
        if (isBackward)
        {
            new Span<float>(scratch.KeyGradients + (nint)at * _size, segment.Length * _size).Clear();
            new Span<float>(scratch.ValueGradients + (nint)at * _size, segment.Length * _size).Clear();
        }
        scratch.ClearFrom(at + segment.Length);
    }

    void LoadQueries(AttentionScratch scratch, int head, Segment segment)
    {
        for (var i = 0; i < segment.Length; i++)
        {
            var query = scratch.Queries + (nint)i * _size;
            ElementRows.Convert(Part(_queries, segment.Start + i, head), (Float32*)query, _size);
            Rotate(query, segment.PrefixLength + i, 1, shape.Scale);
        }
    }

    void StoreKeyValueGradients(AttentionScratch scratch, int keyHead, Segment segment, T* projectedGradients)
    {
        for (var i = 0; i < segment.Length; i++)
        {
            var at = segment.PrefixLength + i;
            var key = scratch.KeyGradients + (nint)at * _size;
            Rotate(key, at, -1, 1);
            ElementRows.Convert((Float32*)key, Part(projectedGradients, segment.Start + i, shape.Heads + keyHead), _size);
            ElementRows.Convert(
                (Float32*)scratch.ValueGradients + (nint)at * _size,
                Part(projectedGradients, segment.Start + i, shape.Heads + shape.KeyValueHeads + keyHead), _size);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Rotate(float* row, int position, int direction, float scale) =>
        shape.Rotate(new(row, _size), new(row, _size), position, direction, scale);

    T* Part(T* matrix, int row, int head) => matrix + (nint)row * shape.RowWidth + (nint)head * _size;

    T* AttendedRow(T* matrix, int head, int row) => matrix + ((nint)row * shape.Heads + head) * _size;
}
