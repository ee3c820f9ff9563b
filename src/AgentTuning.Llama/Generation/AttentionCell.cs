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
        var (firstBlock, blockCount) = (query.First / BlockPositions, KeyValueLayout.BlocksFor(query.End));
        for (var i = firstBlock; i < blockCount; i++)
            AttentionKernels.Score(query.Vector, Keys(i), layout.HeadWidth, query.Scores + i * BlockPositions);
        var scale = Weigh(query, firstBlock);
        for (var i = firstBlock; i < blockCount; i++)
            AddValues(query, i, 0, Math.Min(BlockPositions, query.End - i * BlockPositions));
        Finish(query, scale);
    }

    /// <summary>Two queries together; the second sees from and to the same positions as the first, or one later.</summary>
    public void AttendTwo(AttentionQuery first, AttentionQuery second)
    {
        var (firstBlock, blockCount) = (first.First / BlockPositions, KeyValueLayout.BlocksFor(second.End));
        for (var i = firstBlock; i < blockCount; i++)
        {
            var at = i * BlockPositions;
            AttentionKernels.ScoreTwo(first.Vector, second.Vector, Keys(i), layout.HeadWidth, first.Scores + at, second.Scores + at);
        }

        var (scale, secondScale) = (Weigh(first, firstBlock), Weigh(second, firstBlock));
        for (var i = firstBlock; i < blockCount; i++)
        {
            var both = Math.Clamp(first.End - i * BlockPositions, 0, BlockPositions);
            for (var lane = 0; lane < layout.ValueStride; lane += SumLanes)
            {
                AttentionKernels.AddValuesTwo(
                    first.Scores + i * BlockPositions, second.Scores + i * BlockPositions,
                    Values(i) + lane, layout.ValueStride, both, first.Sum + lane, second.Sum + lane);
            }

            AddValues(second, i, both, Math.Min(BlockPositions, second.End - i * BlockPositions));
        }

        Finish(first, scale);
        Finish(second, secondScale);
    }

    // Scores become weights that are still to be divided by their sum. Positions of the first block that are out of sight get 0, which
    // leaves every sum as it is to the bit.
    float Weigh(AttentionQuery query, int firstBlock)
    {
        new Span<float>(query.Sum, layout.ValueStride).Clear();
        var start = firstBlock * BlockPositions;
        new Span<float>(query.Scores + start, query.First - start).Fill(float.NegativeInfinity);
        return VectorKernels.Softmax(query.Scores + start, query.End - start);
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
