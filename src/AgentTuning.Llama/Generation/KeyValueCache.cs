namespace AgentTuning.Llama.Generation;

/// <summary>Blocks of keys and values under a bound of memory, found again by the ids that led to them.</summary>
/// <remarks>
/// The findable blocks form a tree whose paths are beginnings of conversations. A live conversation holds a reference on every block it
/// reads; when memory is short, the block that has been idle longest is reused. Not safe for several callers: the generator locks.
/// </remarks>
sealed unsafe class KeyValueCache
{
    readonly NativeArena _arena;
    readonly LinkedList<KeyValueBlock> _idle = new(); // the next to be evicted first
    readonly Stack<KeyValueBlock> _free = new();
    int _allocated;
    int _reserved;

    /// <param name="arena">Owns the memory.</param>
    /// <param name="layout">The size of a block.</param>
    /// <param name="capacity">The most blocks there may be.</param>
    public KeyValueCache(NativeArena arena, KeyValueLayout layout, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _arena = arena;
        Layout = layout;
        Capacity = capacity;
        Root.References = 1;
    }

    public KeyValueLayout Layout { get; }

    public int Capacity { get; }

    /// <summary>The parent of every conversation's first block; holds no positions.</summary>
    public KeyValueBlock Root { get; } = new(null);

    /// <summary>Promises a conversation its blocks, or says that there is no room yet.</summary>
    public bool TryReserve(int blocks)
    {
        if (_reserved + blocks > Capacity)
            return false;

        _reserved += blocks;
        return true;
    }

    public void Unreserve(int blocks) => _reserved -= blocks;

    /// <summary>The block after <paramref name="parent"/> that shares the longest beginning with the ids.</summary>
    /// <returns>The block and the length of what is shared, or null and 0.</returns>
    public static (KeyValueBlock? Block, int Shared) Find(KeyValueBlock parent, ReadOnlySpan<int> tokens)
    {
        KeyValueBlock? best = null;
        var shared = 0;
        foreach (var child in parent.Children)
        {
            var length = child.Tokens.CommonPrefixLength(tokens);
            if (length > shared)
                (best, shared) = (child, length);
        }

        return (best, shared);
    }

    /// <summary>An empty block with one reference, for a conversation that has reserved it.</summary>
    public KeyValueBlock Take()
    {
        if (!_free.TryPop(out var block))
        {
            if (_allocated < Capacity)
            {
                block = new KeyValueBlock(_arena.Allocate(Layout.BlockLength));
                _allocated++;
            }
            else
            {
                block = EvictLongestIdle();
            }
        }

        block.References = 1;
        return block;
    }

    /// <summary>Adds a reference to a block that can be found.</summary>
    public void Adopt(KeyValueBlock block)
    {
        block.References++;
        if (block.Idle is { } place)
        {
            _idle.Remove(place);
            block.Idle = null;
        }
    }

    /// <summary>Lets other conversations find a block.</summary>
    public static void Publish(KeyValueBlock block, KeyValueBlock parent)
    {
        block.Parent = parent;
        parent.Children.Add(block);
    }

    /// <summary>Takes back a publication: the block was never computed.</summary>
    public static void Withdraw(KeyValueBlock block)
    {
        block.Parent?.Children.Remove(block);
        block.Parent = null;
        block.IsReady = true;
    }

    /// <summary>Gives up one reference; a block that nobody can find is free at once.</summary>
    public void Release(KeyValueBlock block)
    {
        if (--block.References > 0)
            return;

        if (block.Parent is null)
        {
            block.Clear();
            _free.Push(block);
        }
        else if (block.Children.Count == 0)
        {
            block.Idle = _idle.AddLast(block);
        }
    }

    // Reservations bound what live conversations hold, so an idle block exists whenever the capacity is used up.
    KeyValueBlock EvictLongestIdle()
    {
        var block = _idle.First?.Value ?? throw new InvalidOperationException(
            $"All {Capacity} blocks of keys and values are in use beyond what was reserved ({_reserved}). This is a defect of the generator.");
        _idle.RemoveFirst();
        var parent = block.Parent!;
        parent.Children.Remove(block);
        if (parent.References == 0 && parent.Children.Count == 0)
            parent.Idle = _idle.AddFirst(parent);
        block.Clear();
        return block;
    }
}
