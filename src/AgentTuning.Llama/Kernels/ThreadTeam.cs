namespace AgentTuning.Llama.Kernels;

/// <summary>The threads of one pass for kernels in C#. Every item's numbers are computed by one thread, so results do not depend on how many there are.</summary>
/// <param name="size">The number of threads, the caller's among them.</param>
sealed class ThreadTeam(int size)
{
    readonly ParallelOptions _options = new() { MaxDegreeOfParallelism = size };

    /// <summary>The number of threads.</summary>
    public int Size => size;

    /// <summary>Runs every item once, in any order.</summary>
    /// <param name="count">How many items.</param>
    /// <param name="item">Gets a slot below <see cref="Size"/> that no other item has at the same time, and the item's index.</param>
    public void For(int count, Action<int, int> item)
    {
        if (size == 1 || count <= 1)
        {
            for (var i = 0; i < count; i++) item(0, i);
            return;
        }
        var next = -1;
        Parallel.For(0, Math.Min(size, count), _options, slot =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next)) item(slot, i);
        });
    }

    /// <summary>Cuts a range into as many parts as there are threads and runs them.</summary>
    /// <param name="count">The length of the range.</param>
    /// <param name="multiple">Parts begin at multiples of it.</param>
    /// <param name="part">Gets the first index and the one after the last.</param>
    public void Split(int count, int multiple, Action<int, int> part)
    {
        if (size == 1)
        {
            part(0, count);
            return;
        }
        var units = (count + multiple - 1) / multiple;
        For(Math.Min(size, units), (_, i) =>
        {
            var parts = Math.Min(size, units);
            part((int)((long)units * i / parts) * multiple, Math.Min(count, (int)((long)units * (i + 1) / parts) * multiple));
        });
    }
}
