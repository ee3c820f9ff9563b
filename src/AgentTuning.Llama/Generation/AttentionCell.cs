namespace AgentTuning.Llama.Generation;

/// <summary>Attention of queries over one layer's key-value head of one conversation.</summary>
readonly unsafe struct AttentionCell(KeyValueLayout layout, KeyValueBlock[] blocks, int layer, int head)
{
    const int BlockPositions = KeyValueLayout.BlockPositions;
    const int SumLanes = 32;

    readonly long _keysAt = layout.KeysAt(layer, head);
    readonly long _valuesAt = layout.ValuesAt(layer, head);

    public void AttendOne(AttentionQuery query)
    {
        var blockCount = KeyValueLayout.BlocksFor(query.Visible);
        for (var i = 0; i < blockCount; i++)
            AttentionKernels.Score(query.Vector, Keys(i), layout.HeadWidth, query.Scores + i * BlockPositions);
        var scale = Weigh(query);
        for (var i = 0; i < blockCount; i++)
            AddValues(query, i, 0, Math.Min(BlockPositions, query.Visible - i * BlockPositions));
        Finish(query, scale);
    }

    /// <summary>Two queries together; the second sees as many positions as the first, or one more.</summary>
    public void AttendTwo(AttentionQuery first, AttentionQuery second)
    {
        var blockCount = KeyValueLayout.BlocksFor(second.Visible);
        for (var i = 0; i < blockCount; i++)
        {
            var at = i * BlockPositions;
            AttentionKernels.ScoreTwo(first.Vector, second.Vector, Keys(i), layout.HeadWidth, first.Scores + at, second.Scores + at);
        }

        var (scale, secondScale) = (Weigh(first), Weigh(second));
        for (var i = 0; i < blockCount; i++)
        {
            var both = Math.Clamp(first.Visible - i * BlockPositions, 0, BlockPositions);
            for (var lane = 0; lane < layout.ValueStride; lane += SumLanes)
            {
                AttentionKernels.AddValuesTwo(
                    first.Scores + i * BlockPositions, second.Scores + i * BlockPositions,
                    Values(i) + lane, layout.ValueStride, both, first.Sum + lane, second.Sum + lane);
            }

            AddValues(second, i, both, Math.Min(BlockPositions, second.Visible - i * BlockPositions));
        }

        Finish(first, scale);
        Finish(second, secondScale);
    }

    // Scores become weights that are still to be divided by their sum.
    float Weigh(AttentionQuery query)
    {
        new Span<float>(query.Sum, layout.ValueStride).Clear();
        return VectorKernels.Softmax(query.Scores, query.Visible);
    }

    void AddValues(AttentionQuery query, int block, int from, int to)
    {
        var weights = query.Scores + block * BlockPositions + from;
        var values = Values(block) + from * layout.ValueStride;
        for (var lane = 0; from < to && lane < layout.ValueStride; lane += SumLanes)
            AttentionKernels.AddValues(weights, values + lane, layout.ValueStride, to - from, query.Sum + lane);
    }

    void Finish(AttentionQuery query, float scale)
    {
        for (var i = 0; i < layout.HeadWidth; i++)
            query.Result[i] = query.Sum[i] * scale;
    }

    float* Keys(int block) => blocks[block].Memory + _keysAt;

    float* Values(int block) => blocks[block].Memory + _valuesAt;
}
