using System.Globalization;
using AgentTuning.Hub;

namespace AgentTuning.Cli.Hub;

/// <summary>Says on stderr every few seconds how far a download is; one that is over sooner is not worth a line.</summary>
sealed class DownloadDisplay(CommandContext context) : IProgress<HubProgress>
{
    static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    readonly long _start = context.Clock.GetTimestamp();
    long _last = context.Clock.GetTimestamp();
    long? _first;

    /// <inheritdoc/>
    public void Report(HubProgress value)
    {
        _first ??= value.Done;
        if (context.Clock.GetElapsedTime(_last) < LineEvery) return;
        _last = context.Clock.GetTimestamp();
        var rate = (value.Done - _first.Value) / context.Clock.GetElapsedTime(_start).TotalSeconds;
        context.Remark(string.Create(
            CultureInfo.InvariantCulture, $"{value.File}: {value.Done / 1e6:N1} of {value.Total / 1e6:N1} MB, {rate / 1e6:N1} MB/s"));
    }
}
