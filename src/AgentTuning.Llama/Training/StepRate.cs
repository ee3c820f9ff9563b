namespace AgentTuning.Llama.Training;

/// <summary>Tokens and floating-point operations per second over the last steps.</summary>
sealed class StepRate(TimeProvider time)
{
    const int Window = 30;

    readonly Queue<(long Tokens, double Flops, double Seconds)> _steps = new();
    long _last = time.GetTimestamp();

    /// <summary>0 before the first step.</summary>
    public double TokensPerSecond => PerSecond(step => step.Tokens);

    /// <summary>0 before the first step.</summary>
    public double FlopsPerSecond => PerSecond(step => step.Flops);

    /// <summary>Counts a step that ends now.</summary>
    /// <returns>Its wall-clock time in seconds.</returns>
    public double Add(long tokens, double flops)
    {
        var seconds = Lap();
        _steps.Enqueue((tokens, flops, seconds));
        if (_steps.Count > Window) _steps.Dequeue();
        return seconds;
    }

    /// <summary>Leaves out the time since the last call, in which something else was done.</summary>
    /// <returns>That time in seconds.</returns>
    public double Lap()
    {
        var now = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_last, now).TotalSeconds;
        _last = now;
        return seconds;
    }

    /// <summary>How long further steps will take.</summary>
    public TimeSpan TimeFor(int steps) => _steps.Count == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(steps * _steps.Average(step => step.Seconds));

    double PerSecond(Func<(long Tokens, double Flops, double Seconds), double> amount) =>
        _steps.Count == 0 ? 0 : _steps.Sum(amount) / Math.Max(1e-9, _steps.Sum(step => step.Seconds));
}
