namespace AgentTuning.Llama.Generation;

/// <summary>Runs the items of a loop on several threads, or in place where that would take longer.</summary>
/// <param name="capacity">The most threads there may ever be.</param>
sealed class ComputeTeam(int capacity)
{
    // One core does this in about 200 µs; waking the others takes some, and much more where the machine has other work.
    const long WorthWaking = 8_000_000;

    /// <summary>The most items at once; 1 keeps everything on the calling thread.</summary>
    public int Slots { get; set => field = Math.Clamp(value, 1, capacity); } = 1;

    /// <summary>Runs every item once, in any order.</summary>
    /// <param name="count">How many items.</param>
    /// <param name="work">Multiplications of all items together.</param>
    /// <param name="item">Gets a slot that no other item has at the same time, and the item's index.</param>
    public void For(int count, long work, Action<int, int> item)
    {
        if (Slots == 1 || count == 1 || work < WorthWaking)
        {
            for (var i = 0; i < count; i++)
                item(0, i);
            return;
        }

        var next = -1;
        Parallel.For(0, Math.Min(Slots, count), new ParallelOptions { MaxDegreeOfParallelism = Slots }, slot =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                item(slot, i);
        });
    }
}
