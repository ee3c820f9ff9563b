namespace AgentTuning.Llama.Kernels;

/// <summary>Causal attention over the documents of a pack, each by itself or after the prefix they share, forward and backward.</summary>
/// <remarks>
/// Probabilities are computed again on the way back instead of being kept (Dao et al. 2022, https://arxiv.org/abs/2205.14135).
/// Shapes: N row of the pack, W width of the joint projection, H query head, C head size.
/// </remarks>
sealed unsafe class PackedAttentionKernel(AttentionShape shape, PackLayout layout, float* projected, float* logSums)
{
    const int Strip = AttentionScratch.StripRows;

    readonly int _size = shape.HeadSize;

    /// <summary>What every row attends to.</summary>
    /// <param name="attended">(N, H·C), overwritten.</param>
    public void Forward(float* attended)
    {
        using var scratch = CreateScratch();
        for (var keyHead = 0; keyHead < shape.KeyValueHeads; keyHead++)
        {
            LoadPrefix(scratch, keyHead, isBackward: false);
            foreach (var segment in layout.PrefixLast)
            {
                Load(scratch, keyHead, segment, isBackward: false);
                for (var i = 0; i < shape.Sharing; i++) ForwardHead(scratch, keyHead * shape.Sharing + i, segment, attended);
            }
        }
    }

    /// <summary>The gradient of the joint projection.</summary>
    /// <param name="attended">(N, H·C), from <see cref="Forward"/>.</param>
    /// <param name="gradients">(N, H·C), of what was attended.</param>
    /// <param name="projectedGradients">(N, W), overwritten.</param>
    public void Backward(float* attended, float* gradients, float* projectedGradients)
    {
        using var scratch = CreateScratch();
        for (var keyHead = 0; keyHead < shape.KeyValueHeads; keyHead++)
        {
            LoadPrefix(scratch, keyHead, isBackward: true);
            foreach (var segment in layout.PrefixLast)
            {
                Load(scratch, keyHead, segment, isBackward: true);
                for (var i = 0; i < shape.Sharing; i++)
                    BackwardHead(scratch, keyHead * shape.Sharing + i, segment, attended, gradients, projectedGradients);
                StoreKeyValueGradients(scratch, keyHead, segment, projectedGradients);
            }
        }
    }

    void ForwardHead(AttentionScratch scratch, int head, Segment segment, float* attended)
    {
        LoadQueries(scratch, head, segment);
        for (var first = 0; first < segment.Length; first += Strip)
        {
            var rows = Math.Min(Strip, segment.Length - first);
            var seen = segment.PrefixLength + first + rows;
            var scores = Scores(scratch, first, rows, seen);
            for (var i = 0; i < rows; i++)
            {
                var visible = segment.PrefixLength + first + i + 1;
                logSums[(nint)head * layout.Rows + segment.Start + first + i] =
                    SoftMax.Forward(scores.Data + i * scores.RowStride, visible, scores.Columns);
            }
            var output = new Matrix(AttendedRow(attended, head, segment.Start + first), rows, _size, (nint)shape.Heads * _size);
            output.SetProduct(scores, new(scratch.Values, scores.Columns, _size, _size), isAdded: false);
        }
    }

    void BackwardHead(
        AttentionScratch scratch, int head, Segment segment, float* attended, float* gradients, float* projectedGradients)
    {
        LoadQueries(scratch, head, segment);
        var width = (nint)shape.Heads * _size;
        for (var first = 0; first < segment.Length; first += Strip)
        {
            var rows = Math.Min(Strip, segment.Length - first);
            var seen = segment.PrefixLength + first + rows;
            var start = segment.Start + first;
            var probabilities = Scores(scratch, first, rows, seen);
            var outer = new Matrix(AttendedRow(gradients, head, start), rows, _size, width);
            var scoreGradients = new Matrix(scratch.ScoreGradients, rows, probabilities.Columns, scratch.Width);
            scoreGradients.SetProduct(outer, new(scratch.ValuesTransposed, _size, probabilities.Columns, scratch.Width), isAdded: false);
            for (var i = 0; i < rows; i++)
            {
                var visible = segment.PrefixLength + first + i + 1;
                var dot = SoftMax.Dot(AttendedRow(attended, head, start + i), AttendedRow(gradients, head, start + i), _size);
                SoftMax.Backward(
                    probabilities.Data + i * probabilities.RowStride, scoreGradients.Data + i * scoreGradients.RowStride,
                    visible, probabilities.Columns, (logSums[(nint)head * layout.Rows + start + i], dot));
            }
            AddGradients(scratch, probabilities, scoreGradients, outer, first);
            for (var i = 0; i < rows; i++)
            {
                shape.Rotate(
                    new(scratch.QueryGradients + (nint)i * _size, _size), Part(projectedGradients, start + i, head),
                    segment.PrefixLength + first + i, -1, shape.Scale);
            }
        }
    }

    void AddGradients(AttentionScratch scratch, in Matrix probabilities, in Matrix scoreGradients, in Matrix outer, int first)
    {
        var (rows, columns) = (probabilities.Rows, probabilities.Columns);
        var queries = new Matrix(scratch.Queries + (nint)first * _size, rows, _size, _size);
        new Matrix(scratch.QueryGradients, rows, _size, _size)
            .SetProduct(scoreGradients, new(scratch.Keys, columns, _size, _size), isAdded: false);
        new Matrix(scratch.KeyGradients, columns, _size, _size).SetProduct(scoreGradients.Transposed, queries, isAdded: true);
        new Matrix(scratch.ValueGradients, columns, _size, _size).SetProduct(probabilities.Transposed, outer, isAdded: true);
    }

    Matrix Scores(AttentionScratch scratch, int first, int rows, int seen)
    {
        var columns = AttentionScratch.Padded(seen);
        var scores = new Matrix(scratch.Scores, rows, columns, scratch.Width);
        scores.SetProduct(
            new(scratch.Queries + (nint)first * _size, rows, _size, _size), new(scratch.KeysTransposed, _size, columns, scratch.Width), isAdded: false);
        return scores;
    }

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
            var row = segment.Start + i;
            var key = new Span<float>(scratch.Keys + (nint)(at + i) * _size, _size);
            shape.Rotate(Part(projected, row, shape.Heads + keyHead), key, at + i, 1, 1);
            scratch.Set(at + i, isBackward, Part(projected, row, shape.Heads + shape.KeyValueHeads + keyHead));
        }
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
            var query = new Span<float>(scratch.Queries + (nint)i * _size, _size);
            shape.Rotate(Part(projected, segment.Start + i, head), query, segment.PrefixLength + i, 1, shape.Scale);
        }
    }

    void StoreKeyValueGradients(AttentionScratch scratch, int keyHead, Segment segment, float* projectedGradients)
    {
        for (var i = 0; i < segment.Length; i++)
        {
            var at = segment.PrefixLength + i;
            var row = segment.Start + i;
            shape.Rotate(
                new(scratch.KeyGradients + (nint)at * _size, _size), Part(projectedGradients, row, shape.Heads + keyHead), at, -1, 1);
            new ReadOnlySpan<float>(scratch.ValueGradients + (nint)at * _size, _size)
                .CopyTo(Part(projectedGradients, row, shape.Heads + shape.KeyValueHeads + keyHead));
        }
    }

    Span<float> Part(float* rows, int row, int head) => new(rows + (nint)row * shape.RowWidth + (nint)head * _size, _size);

    float* AttendedRow(float* rows, int head, int row) => rows + ((nint)row * shape.Heads + head) * _size;

    AttentionScratch CreateScratch() => new(
        layout.LongestContext, _size, layout.PrefixLast.Max(segment => segment.Length));
}
