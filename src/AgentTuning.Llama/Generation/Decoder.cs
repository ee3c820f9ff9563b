using AgentTuning.Llama.Kernels;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Generation;

/// <summary>Computes new positions of several conversations at once, in plain C# on 32-bit floats.</summary>
/// <remarks>
/// Every number of a conversation comes from the same operations in the same order, whatever else is in the step and however its
/// positions are cut into steps: its keys, values and logits are equal to the bit. Not safe for several callers at once.
/// </remarks>
sealed unsafe class Decoder(DecoderWeights weights, KeyValueLayout layout, DecoderScratch scratch, ComputeTeam team)
{
    const int PanelsPerItem = 4;
    const int RowWork = 16; // multiplications per element of what is done between the products, roughly

    // Reading a weight from memory takes as long as this many multiplications with it.
    const int ReadWork = 24;

    readonly LlamaConfig _config = weights.Config;

    /// <summary>The most positions in a step.</summary>
    public int Capacity => scratch.Capacity;

    /// <summary>Computes a step and chooses the tokens after it.</summary>
    /// <param name="steps">The parts of the step.</param>
    /// <param name="slots">The most threads to use.</param>
    /// <returns>For each part its token, <see cref="Sampler.NoNumber"/>, or null where the prompt goes on.</returns>
    public IReadOnlyList<int?> Compute(IReadOnlyList<PlannedStep> steps, int slots)
    {
        team.Slots = slots;
        foreach (var step in steps)
            CopyBeginning(step);
        var logits = Step([.. steps.Select(step => step.Chunk)]);
        var tokens = new int?[steps.Count];
        var row = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (steps[i].Chunk.HasLogits)
                tokens[i] = steps[i].Conversation.Choose(logits.Span(row++, _config.VocabularySize));
        }

        return tokens;
    }

    /// <summary>Computes the chunks; their keys and values are in their blocks afterwards.</summary>
    /// <returns>The logits of the chunks that want them, in their order.</returns>
    public Rows Step(IReadOnlyList<DecoderChunk> chunks)
    {
        var count = Embed(chunks);
        for (var layer = 0; layer < weights.Layers.Count; layer++)
        {
            Attend(chunks, layer, count);
            FeedForward(weights.Layers[layer], count);
        }

        return Predict(chunks);
    }

    void CopyBeginning(PlannedStep step)
    {
        if (step.CopySource is not { } source)
            return;

        var target = step.Chunk.Blocks[step.Chunk.FirstPosition / KeyValueLayout.BlockPositions];
        var bytes = layout.BlockLength * sizeof(float);
        Buffer.MemoryCopy(source.Memory, target.Memory, bytes, bytes);
    }

    int Embed(IReadOnlyList<DecoderChunk> chunks)
    {
        var row = 0;
        foreach (var token in chunks.SelectMany(chunk => chunk.Tokens))
        {
            // The padding too: numbers that are none would stay there for whoever comes next.
            var target = scratch.Stream.Span(row++, PackedMatrix.Pad(_config.HiddenSize));
            target.Clear();
            weights.Embedding.CopyRow(token, target);
        }

        return row;
    }

    void Attend(IReadOnlyList<DecoderChunk> chunks, int layer, int count)
    {
        var layerWeights = weights.Layers[layer];
        Normalize(scratch.Stream, layerWeights.AttentionNorm, count);
        Multiply(layerWeights.QueryKeyValue, scratch.Normed, scratch.Projected, count);
        AddBias(scratch.Projected, layerWeights.QueryKeyValueBias, _config.QueryKeyValueWidth, count);

        var firstRows = new int[chunks.Count];
        for (var i = 1; i < firstRows.Length; i++)
            firstRows[i] = firstRows[i - 1] + chunks[i - 1].Tokens.Length;
        var keyHeads = _config.KeyValueHeadCount;
        var work = chunks.Sum(chunk => (long)chunk.Tokens.Length * (chunk.FirstPosition + chunk.Tokens.Length)) * 2 * _config.AttentionWidth;
        team.For(chunks.Count * keyHeads, work, (slot, item) =>
        {
            var (chunk, firstRow, head) = (chunks[item / keyHeads], firstRows[item / keyHeads], item % keyHeads);
            StoreKeysAndValues(chunk, firstRow, layer, head);
            AttendHead(chunk, firstRow, layer, head, slot);
        });

        Multiply(layerWeights.Output, scratch.Attended, scratch.Normed, count);
        AddBias(scratch.Normed, layerWeights.OutputBias, _config.HiddenSize, count);
        AddToStream(count);
    }

    void FeedForward(DecoderLayerWeights layer, int count)
    {
        Normalize(scratch.Stream, layer.FeedForwardNorm, count);
        Multiply(layer.Gate, scratch.Normed, scratch.Gate, count);
        AddBias(scratch.Gate, layer.GateBias, _config.IntermediateSize, count);
        Multiply(layer.Up, scratch.Normed, scratch.Up, count);
        AddBias(scratch.Up, layer.UpBias, _config.IntermediateSize, count);
        var length = PackedMatrix.Pad(_config.IntermediateSize);
        team.For(count, (long)count * length * RowWork, (_, row) => SwiGlu.Forward(scratch.Gate[row], scratch.Up[row], length, scratch.Gate[row]));
        Multiply(layer.Down, scratch.Gate, scratch.Normed, count);
        AddBias(scratch.Normed, layer.DownBias, _config.HiddenSize, count);
        AddToStream(count);
    }

    Rows Predict(IReadOnlyList<DecoderChunk> chunks)
    {
        int row = -1, wanted = 0;
        foreach (var chunk in chunks)
        {
            row += chunk.Tokens.Length;
            if (chunk.HasLogits)
                Normalize(scratch.Stream[row], weights.Norm, scratch.Normed[wanted++]);
        }

        if (wanted > 0)
            Multiply(weights.Head, scratch.Normed, scratch.Logits, wanted);
        return scratch.Logits;
    }

    void Multiply(PackedMatrix matrix, Rows x, Rows y, int count)
    {
        var items = (matrix.Panels + PanelsPerItem - 1) / PanelsPerItem;
        team.For(items, (long)matrix.PaddedRows * matrix.Columns * Math.Max(count, ReadWork), (_, item) =>
        {
            var first = item * PanelsPerItem;
            matrix.Multiply(x, y, count, first, Math.Min(first + PanelsPerItem, matrix.Panels));
        });
    }

    void Normalize(Rows x, float* weight, int count) =>
        team.For(count, (long)count * _config.HiddenSize * 2, (_, row) => Normalize(x[row], weight, scratch.Normed[row]));

    void Normalize(float* x, float* weight, float* y) =>
        VectorKernels.RmsNorm(x, weight, y, (PackedMatrix.Pad(_config.HiddenSize), _config.HiddenSize), (float)_config.NormEpsilon);

    static void AddBias(Rows rows, float* bias, int length, int count)
    {
        if (bias is null)
            return;

        var padded = PackedMatrix.Pad(length);
        for (var row = 0; row < count; row++)
            VectorKernels.Add(rows[row], bias, padded);
    }

    void AddToStream(int count)
    {
        var length = PackedMatrix.Pad(_config.HiddenSize);
        team.For(count, (long)count * length, (_, row) => VectorKernels.Add(scratch.Stream[row], scratch.Normed[row], length));
    }

    void StoreKeysAndValues(DecoderChunk chunk, int firstRow, int layer, int head)
    {
        int width = _config.HeadSize, half = width / 2;
        for (var i = 0; i < chunk.Tokens.Length; i++)
        {
            var position = chunk.FirstPosition + i;
            var block = chunk.Blocks[position / KeyValueLayout.BlockPositions].Memory;
            var column = position % KeyValueLayout.BlockPositions;
            var key = scratch.Projected[firstRow + i] + (_config.HeadCount + head) * width;
            var value = key + _config.KeyValueHeadCount * width;
            NormalizeHead(key, weights.Layers[layer].KeyNorm);
            VectorKernels.Rotate(key, weights.Cosines + (long)position * half, weights.Sines + (long)position * half, half, scale: 1);
            var keys = block + layout.KeysAt(layer, head) + column;
            for (var j = 0; j < width; j++)
                keys[j * KeyValueLayout.BlockPositions] = key[j];
            var values = block + layout.ValuesAt(layer, head) + column * layout.ValueStride;
            new Span<float>(value, width).CopyTo(new Span<float>(values, width));
        }
    }

    void NormalizeHead(float* head, float* weight)
    {
        if (weight is not null)
            VectorKernels.RmsNormHead(head, weight, _config.HeadSize, (float)_config.NormEpsilon);
    }

    // All queries that read one key-value head, two at a time.
    void AttendHead(DecoderChunk chunk, int firstRow, int layer, int head, int slot)
    {
        int width = _config.HeadSize, half = width / 2, sharing = _config.HeadCount / _config.KeyValueHeadCount;
        var scale = 1f / MathF.Sqrt(width);
        var cell = new AttentionCell(layout, chunk.Blocks, layer, head);
        var queries = chunk.Tokens.Length * sharing;
        var window = _config.WindowOf(layer) ?? int.MaxValue;
        for (var i = 0; i < queries; i++)
        {
            var position = chunk.FirstPosition + i / sharing;
            NormalizeHead(QueryAt(scratch.Projected, i), weights.Layers[layer].QueryNorm);
            VectorKernels.Rotate(QueryAt(scratch.Projected, i), weights.Cosines + (long)position * half, weights.Sines + (long)position * half, half, scale);
            if (i % 2 == 1)
                cell.AttendTwo(Query(i - 1), Query(i));
            else if (i == queries - 1)
                cell.AttendOne(Query(i));
        }

        AttentionQuery Query(int i)
        {
            var end = chunk.FirstPosition + i / sharing + 1;
            return new(
                QueryAt(scratch.Projected, i),
                Math.Max(0, end - window)..end,
                scratch.Scores(slot, i % 2),
                scratch.Sum(slot, i % 2),
                QueryAt(scratch.Attended, i));
        }

        float* QueryAt(Rows rows, int i) => rows[firstRow + i / sharing] + (head * sharing + i % sharing) * width;
    }
}
