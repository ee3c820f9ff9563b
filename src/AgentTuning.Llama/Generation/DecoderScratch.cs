using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Generation;

/// <summary>What a step writes between its products; each step that runs at the same time as others needs its own.</summary>
/// <remarks>The memory belongs to the arena. Rows are padded, and the padding stays 0.</remarks>
sealed unsafe class DecoderScratch
{
    readonly float* _scores; // (slot, 2, position)
    readonly float* _sums; // (slot, 2, head size)
    readonly int _scoreStride;
    readonly int _sumStride;

    /// <param name="arena">Owns the memory.</param>
    /// <param name="config">The shape of the model.</param>
    /// <param name="capacity">The most positions in a step.</param>
    /// <param name="slots">The most threads in a step.</param>
    public DecoderScratch(NativeArena arena, LlamaConfig config, int capacity, int slots)
    {
        Capacity = capacity;
        Stream = Allocate(config.HiddenSize);
        Normed = Allocate(config.HiddenSize);
        Projected = Allocate(config.QueryKeyValueWidth);
        Attended = Allocate(config.AttentionWidth);
        Gate = Allocate(config.IntermediateSize);
        Up = Allocate(config.IntermediateSize);
        Logits = Allocate(config.VocabularySize);
        _scoreStride = KeyValueLayout.BlocksFor(config.MaxPositions) * KeyValueLayout.BlockPositions;
        _scores = arena.Allocate(2L * slots * _scoreStride);
        _sumStride = new KeyValueLayout(1, 1, config.HeadSize).ValueStride;
        _sums = arena.Allocate(2L * slots * _sumStride);

        Rows Allocate(int length)
        {
            var stride = PackedMatrix.Pad(length);
            return new Rows(arena.Allocate((long)capacity * stride), stride);
        }
    }

    /// <summary>The most positions in a step.</summary>
    public int Capacity { get; }

    /// <summary>The residual stream: (position, hidden)</summary>
    public Rows Stream { get; }

    /// <summary>The stream after a norm, and what is added to the stream: (position, hidden)</summary>
    public Rows Normed { get; }

    /// <summary>Queries, keys, values: (position, heads · head size)</summary>
    public Rows Projected { get; }

    /// <summary>(position, query heads · head size)</summary>
    public Rows Attended { get; }

    /// <summary>(position, intermediate)</summary>
    public Rows Gate { get; }

    /// <summary>(position, intermediate)</summary>
    public Rows Up { get; }

    /// <summary>(chunk with logits, vocabulary)</summary>
    public Rows Logits { get; }

    /// <summary>The scores of one of two queries that are computed together: (position)</summary>
    public float* Scores(int slot, int query) => _scores + (2L * slot + query) * _scoreStride;

    /// <summary>The weighted values of one of two queries: (head size, padded)</summary>
    public float* Sum(int slot, int query) => _sums + (2L * slot + query) * _sumStride;
}
