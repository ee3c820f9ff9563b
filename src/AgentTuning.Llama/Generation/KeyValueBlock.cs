namespace AgentTuning.Llama.Generation;

/// <summary>Keys and values of up to 32 positions, which follow those of the parent.</summary>
/// <remarks>
/// Its content is a function of the token ids from the first position to its last, so every conversation that begins with the same ids
/// can read it. Everything but the memory is guarded by the lock of the generator.
/// </remarks>
sealed unsafe class KeyValueBlock(float* memory)
{
    readonly int[] _tokens = new int[KeyValueLayout.BlockPositions];

    /// <summary>(layer, head, keys then values), see <see cref="KeyValueLayout"/>.</summary>
    public float* Memory { get; } = memory;

    /// <summary>The block before this one; null for the root, and for a block that no other conversation can find.</summary>
    public KeyValueBlock? Parent { get; set; }

    public List<KeyValueBlock> Children { get; } = [];

    /// <summary>Positions that are filled, or being computed in the current step.</summary>
    public int Count { get; private set; }

    public bool IsFull => Count == KeyValueLayout.BlockPositions;

    /// <summary>False while the step that computes it runs.</summary>
    public bool IsReady { get; set; } = true;

    /// <summary>The live conversations that read it.</summary>
    public int References { get; set; }

    /// <summary>Its place in the order of eviction; null while it is read or has children.</summary>
    public LinkedListNode<KeyValueBlock>? Idle { get; set; }

    /// <summary>The ids at its positions.</summary>
    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Count);

    public void Append(ReadOnlySpan<int> tokens)
    {
        tokens.CopyTo(_tokens.AsSpan(Count));
        Count += tokens.Length;
    }

    /// <summary>Makes it as new, its memory aside.</summary>
    public void Clear()
    {
        Parent = null;
        Children.Clear();
        Count = 0;
        IsReady = true;
        References = 0;
        Idle = null;
    }
}
