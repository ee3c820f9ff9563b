namespace AgentTuning.Llama.Training;

/// <summary>Tokens per second over the last steps.</summary>
sealed class TokenRate(TimeProvider time)
{
    const int Window = 30;

    readonly Queue<(long Tokens, double Seconds)> _steps = new();
    long _last = time.GetTimestamp();

    /// <summary>0 before the first step.</summary>
    public double PerSecond => _steps.Count == 0 ? 0 : _steps.Sum(step => step.Tokens) / Math.Max(1e-9, _steps.Sum(step => step.Seconds));

    /// <summary>Counts a step that ends now.</summary>
    /// <returns>Its wall-clock time in seconds, to the millisecond.</returns>
    public double Add(long tokens)
    {
        var now = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_last, now).TotalSeconds;
        _last = now;
        _steps.Enqueue((tokens, seconds));
        if (_steps.Count > Window) _steps.Dequeue();
        return Math.Round(seconds, 3);
    }

    /// <summary>How long further steps will take.</summary>
    public TimeSpan TimeFor(int steps) => _steps.Count == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(steps * _steps.Average(step => step.Seconds));
}
