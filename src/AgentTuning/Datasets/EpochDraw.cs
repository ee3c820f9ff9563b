namespace AgentTuning.Datasets;

/// <summary>Draws indices without replacement; when all are used up they are shuffled anew and a new epoch begins.</summary>
sealed class EpochDraw
{
    readonly int[] _order;
    readonly Random _random;
    int _next;

    public EpochDraw(int count, int seed)
    {
        _order = [.. Enumerable.Range(0, count)];
        _random = new Random(seed);
        _random.Shuffle(_order);
    }

    /// <summary>From 1 on.</summary>
    public int Epoch { get; private set; } = 1;

    public int Next()
    {
        if (_next == _order.Length)
        {
            _random.Shuffle(_order);
            _next = 0;
            Epoch++;
        }

        return _order[_next++];
    }
}
