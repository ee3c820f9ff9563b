namespace AgentTuning.Cli.Episodes;

/// <summary>Calls back at once, on the thread that reports: unlike <see cref="Progress{T}"/>, nothing arrives late or out of order.</summary>
sealed class EachProgress<T>(Action<T> act) : IProgress<T>
{
    public void Report(T value) => act(value);
}
