using System.Globalization;
using AgentTuning.Hub;

namespace AgentTuning.Cli.Hub;

/// <summary>Says on stderr how far a download is: at its first bytes, every few seconds, and at the end.</summary>
sealed class DownloadDisplay(CommandContext context) : IProgress<HubProgress>
{
    static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    readonly long _start = context.Clock.GetTimestamp();
    long? _last;
    long? _first;

    /// <inheritdoc/>
    public void Report(HubProgress value)
    {
        _first ??= value.Done;
        if (_last is { } last && context.Clock.GetElapsedTime(last) < LineEvery && value.Done < value.Total) return;
        if (value.Done == value.Total && _last is null && context.Clock.GetElapsedTime(_start) < LineEvery) return; // it was here
        _last = context.Clock.GetTimestamp();
        var seconds = Math.Max(0.001, context.Clock.GetElapsedTime(_start).TotalSeconds);
        var rate = (value.Done - _first.Value) / seconds;
        context.Remark(string.Create(
            CultureInfo.InvariantCulture, $"{value.File}: {value.Done / 1e6:N1} of {value.Total / 1e6:N1} MB, {rate / 1e6:N1} MB/s"));
    }
}
