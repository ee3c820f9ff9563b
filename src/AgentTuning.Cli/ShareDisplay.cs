using System.Globalization;
using AgentTuning.Cli.Episodes;
using Spectre.Console;

namespace AgentTuning.Cli;

/// <summary>Shows how much of a piece of work is done: a bar to a person, a line every few seconds to a log.</summary>
static class ShareDisplay
{
    static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    /// <summary>Runs the work, which reports the share done from 0 to 1.</summary>
    public static Task<T> ShowAsync<T>(CommandContext context, string title, Func<IProgress<double>, Task<T>> work)
    {
        if (context.IsInteractive)
            return context.Progress.Progress().StartAsync(bars =>
            {
                var bar = bars.AddTask(Markup.Escape(title), maxValue: 1);
                return work(new EachProgress<double>(share => bar.Value = share));
            });

        var last = context.Clock.GetTimestamp();
        return work(new EachProgress<double>(share =>
        {
            if (context.Clock.GetElapsedTime(last) < LineEvery)
                return;
            last = context.Clock.GetTimestamp();
            context.Remark(string.Create(CultureInfo.InvariantCulture, $"{title}: {share:P0}"));
        }));
    }
}
