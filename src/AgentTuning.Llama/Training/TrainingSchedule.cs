using AgentTuning.Datasets;

namespace AgentTuning.Llama.Training;

/// <summary>Which examples each step sees and at which learning rate: a pure function of the options, the pools and the examples' lengths.</summary>
sealed class TrainingSchedule
{
    readonly TrainingOptions _options;
    readonly IReadOnlyList<DrawPool> _pools;
    readonly IReadOnlyList<int> _lengths;
    readonly List<int> _order = [];
    readonly List<(int Start, int Count)> _steps = [];

    /// <param name="options">How to train.</param>
    /// <param name="lengths">Of each example in tokens.</param>
    /// <param name="pools">What the examples lie in, pool after pool, where they are drawn by ratio; empty where they are gone through in epochs.</param>
    public TrainingSchedule(TrainingOptions options, IReadOnlyList<int> lengths, IReadOnlyList<DrawPool> pools)
    {
        _options = options;
        _pools = pools;
        _lengths = lengths;
        var (start, tokens) = (0, 0L);
        foreach (var example in options.AgentShare is { } share ? Drawn(share) : Shuffled())
        {
            var isFull = options.ExamplesPerStep is { } limit ? _order.Count - start == limit : tokens > 0 && tokens + lengths[example] > options.TokensPerStep;
            if (isFull)
            {
                Close();
                if (_steps.Count == options.Steps) break;
            }
            _order.Add(example);
            tokens += lengths[example];
        }
        if (tokens > 0) Close();

        void Close()
        {
            _steps.Add((start, _order.Count - start));
            (start, tokens) = (_order.Count, 0);
        }
    }

    /// <summary>The number of steps.</summary>
    public int StepCount => _steps.Count;

    /// <summary>Indexes of the examples of a step.</summary>
    /// <param name="step">From 0.</param>
    public IReadOnlyList<int> Examples(int step) => _order.GetRange(_steps[step].Start, _steps[step].Count);

    /// <summary>Lets a step come before all others, which keep their order.</summary>
    public void MoveToFront(int step)
    {
        var moved = _steps[step];
        _steps.RemoveAt(step);
        _steps.Insert(0, moved);
    }

    /// <summary>How many examples of each pool the steps see; empty where there are no pools.</summary>
    public IReadOnlyList<int> DrawsByPool()
    {
        if (_pools.Count == 0) return [];
        var ends = Ends();
        var counts = new int[_pools.Count];
        foreach (var example in _order) counts[Array.FindIndex(ends, end => example < end)]++;
        return counts;
    }

    /// <summary>Rises along a line, then falls to the floor or stays.</summary>
    /// <param name="step">From 0.</param>
    public double LearningRate(int step)
    {
        var warmup = _options.WarmupSteps ?? (int)Math.Ceiling(_options.WarmupShare * StepCount);
        if (step < warmup) return _options.LearningRate * (step + 1) / warmup;
        var progress = Math.Min(1, (step - warmup) / (double)Math.Max(1, StepCount - 1 - warmup));
        var floor = _options.FinalLearningRateShare;
        return _options.Fall switch
        {
            RateFall.Constant => _options.LearningRate,
            RateFall.Linear => _options.LearningRate * (floor + (1 - floor) * (1 - progress)),
            _ => _options.LearningRate * (floor + (1 - floor) * 0.5 * (1 + Math.Cos(Math.PI * progress))),
        };
    }

    IEnumerable<int> Shuffled()
    {
        var random = new Random(_options.Seed);
        for (var epoch = 0; _options.Steps is not null || epoch < _options.Epochs; epoch++)
        {
            var shuffled = Enumerable.Range(0, _lengths.Count).ToArray();
            random.Shuffle(shuffled);
            foreach (var example in shuffled) yield return example;
        }
    }

    IEnumerable<int> Drawn(double agentShare)
    {
        var draw = new RatioDraw(_pools, agentShare, _options.Seed);
        int[] starts = [0, .. Ends()];
        var count = _options.Steps is null ? (long)_options.Epochs * RatioDraw.EpochLength(_pools, agentShare) : long.MaxValue;
        for (var i = 0L; i < count; i++)
        {
            var (pool, index, _) = draw.Next();
            yield return starts[pool] + index;
        }
    }

    int[] Ends()
    {
        var end = 0;
        return [.. _pools.Select(pool => end += pool.Count)];
    }
}
