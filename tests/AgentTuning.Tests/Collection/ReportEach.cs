namespace AgentTuning.Tests.Collection;

/// <summary>Calls back at once, on the thread that reports.</summary>
sealed class ReportEach<T>(Action<T> act) : IProgress<T>
{
    public void Report(T value) => act(value);
}
