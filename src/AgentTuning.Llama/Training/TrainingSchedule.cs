namespace AgentTuning.Llama.Training;

/// <summary>Which examples each step sees and at which learning rate: a pure function of the options and the examples' lengths.</summary>
sealed class TrainingSchedule
{
    readonly TrainingOptions _options;
    readonly int[] _order;
    readonly List<int> _ends = [];

    public TrainingSchedule(TrainingOptions options, IReadOnlyList<int> lengths)
    {
        _options = options;
        var order = new List<int>();
        var random = new Random(options.Seed);
        var tokens = 0;
        for (var epoch = 0; options.Steps is null ? epoch < options.Epochs : _ends.Count < options.Steps; epoch++)
        {
            var shuffled = Enumerable.Range(0, lengths.Count).ToArray();
            random.Shuffle(shuffled);
            foreach (var example in shuffled)
            {
                if (tokens > 0 && tokens + lengths[example] > options.TokensPerStep)
                {
                    _ends.Add(order.Count);
                    tokens = 0;
                    if (_ends.Count == options.Steps) break;
                }
                order.Add(example);
                tokens += lengths[example];
            }
        }
        if (tokens > 0) _ends.Add(order.Count);
        _order = [.. order];
    }

    /// <summary>The number of steps.</summary>
    public int StepCount => _ends.Count;

    /// <summary>Indexes of the examples of a step.</summary>
    /// <param name="step">From 0.</param>
    public ReadOnlySpan<int> Examples(int step)
    {
        var start = step == 0 ? 0 : _ends[step - 1];
        return _order.AsSpan(start, _ends[step] - start);
    }

    /// <summary>Rises along a line, then falls along a half cosine to the floor.</summary>
    /// <param name="step">From 0.</param>
    public double LearningRate(int step)
    {
        var warmup = (int)Math.Ceiling(_options.WarmupShare * StepCount);
        if (step < warmup) return _options.LearningRate * (step + 1) / warmup;
        var progress = (step - warmup) / (double)Math.Max(1, StepCount - 1 - warmup);
        var floor = _options.FinalLearningRateShare;
        return _options.LearningRate * (floor + (1 - floor) * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, progress))));
    }
}
