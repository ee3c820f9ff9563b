using System.Globalization;
using AgentTuning.Collection;
using AgentTuning.Files;
using Spectre.Console;

namespace AgentTuning.Cli.Episodes;

/// <summary>Shows a collection while it runs: a bar to a person, a line every few seconds to a log.</summary>
static class EpisodesDisplay
{
    static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    /// <summary>Runs the collection with progress on stderr.</summary>
    public static Task<CollectionProgress> ShowAsync(
        CommandContext context, string title, Func<IProgress<CollectionProgress>, Task<CollectionProgress>> collect) =>
        context.IsInteractive ? ShowBarAsync(context, title, collect) : ShowLinesAsync(context, title, collect);

    /// <summary><c>312 of 1000 episodes · 4.1/s · reward 0.83 · completed 300, turn-limit 12 · 2:48 left</c>.</summary>
    public static string Describe(CollectionProgress progress)
    {
        var parts = new List<string>
        {
            progress.Total is { } total
                ? string.Create(CultureInfo.InvariantCulture, $"{progress.Finished} of {total} episodes")
                : string.Create(CultureInfo.InvariantCulture, $"{progress.Finished} episodes"),
        };
        if (progress.Rate > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Digits(progress.Rate)}/s"));
        if (progress.MeanReward is { } reward)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"reward {reward:0.00}"));
        if (!progress.Endings.IsEmpty)
            parts.Add(DescribeEndings(progress));
        if (progress.TimeLeft is { } left && progress.Finished < progress.Total)
            parts.Add($"{Describe(left)} left");
        return string.Join(" · ", parts);
    }

    /// <summary><c>completed 300, turn-limit 12</c>, the most frequent first.</summary>
    public static string DescribeEndings(CollectionProgress progress) => string.Join(
        ", ",
        progress.Endings.OrderByDescending(ending => ending.Value).ThenBy(ending => ending.Key)
            .Select(ending => string.Create(CultureInfo.InvariantCulture, $"{WireNames.Of(ending.Key)} {ending.Value}")));

    static string Describe(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}")
        : string.Create(CultureInfo.InvariantCulture, $"{time:m\\:ss}");

    static string Digits(double rate) => rate.ToString(rate >= 10 ? "0" : rate >= 1 ? "0.0" : "0.00", CultureInfo.InvariantCulture);

    static Task<CollectionProgress> ShowBarAsync(
        CommandContext context, string title, Func<IProgress<CollectionProgress>, Task<CollectionProgress>> collect) =>
        context.Progress.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask(Markup.Escape(title));
                bar.IsIndeterminate = true;
                return await collect(new EachProgress<CollectionProgress>(progress =>
                {
                    if (progress.Total is { } total)
                    {
                        bar.IsIndeterminate = false;
                        bar.MaxValue = Math.Max(1, total);
                        bar.Value = progress.Finished;
                    }

                    bar.Description = Markup.Escape($"{title}: {Describe(progress)}");
                }));
            });

    static Task<CollectionProgress> ShowLinesAsync(
        CommandContext context, string title, Func<IProgress<CollectionProgress>, Task<CollectionProgress>> collect)
    {
        var gate = new Lock();
        var last = context.Clock.GetTimestamp();
        return collect(new EachProgress<CollectionProgress>(progress =>
        {
            lock (gate)
            {
                if (context.Clock.GetElapsedTime(last) < LineEvery)
                    return;
                last = context.Clock.GetTimestamp();
                context.Remark($"{title}: {Describe(progress)}");
            }
        }));
    }
}
