using System.Diagnostics;

namespace AgentTuning.Bench.Training;

/// <summary>Measures seconds: of the wall, or those that this process had a processor, which other work on the machine changes less.</summary>
/// <param name="IsProcessor">True counts the processor's seconds; they say something with one thread only.</param>
readonly record struct StepClock(bool IsProcessor)
{
    /// <summary>Seconds since some moment.</summary>
    public double Now => IsProcessor ? Environment.CpuUsage.TotalTime.TotalSeconds : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
}
