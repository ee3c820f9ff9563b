namespace AgentTuning.Llama.Generation;

/// <summary>How the keys and values of a block of positions lie in memory.</summary>
/// <remarks>
/// Per layer and key-value head: the keys as (dimension, position), so that scores of neighbouring positions are computed side by
/// side; then the values as (position, dimension), each position padded to a multiple of 32.
/// </remarks>
sealed record KeyValueLayout(int Layers, int Heads, int HeadWidth)
{
    /// <summary>Positions per block.</summary>
    public const int BlockPositions = 32;

    const int Lanes = 32;

    /// <summary>Floats from the values of one position to those of the next.</summary>
    public int ValueStride { get; } = (HeadWidth + Lanes - 1) / Lanes * Lanes;

    /// <summary>Floats of one block, all layers together.</summary>
    public long BlockLength => (long)Layers * Heads * (KeyLength + ValueLength);

    int KeyLength => HeadWidth * BlockPositions;

    int ValueLength => ValueStride * BlockPositions;

    /// <summary>The blocks that hold so many positions.</summary>
    public static int BlocksFor(int positions) => (positions + BlockPositions - 1) / BlockPositions;

    public long KeysAt(int layer, int head) => ((long)layer * Heads + head) * (KeyLength + ValueLength);

    public long ValuesAt(int layer, int head) => KeysAt(layer, head) + KeyLength;
}
