using System.Globalization;
using AgentTuning.Cli.Episodes;
using AgentTuning.Llama.Training;
using Spectre.Console;

namespace AgentTuning.Cli.Training;

/// <summary>Shows a training run: a bar to a person, a line every few seconds to a log.</summary>
static class TrainingDisplay
{
    static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    /// <summary>Runs the training with progress on stderr.</summary>
    public static Task<TrainingSummary> ShowAsync(CommandContext context, Func<IProgress<TrainingProgress>, Task<TrainingSummary>> train) =>
        context.IsInteractive ? ShowBarAsync(context, train) : ShowLinesAsync(context, train);

    static string Describe(TrainingProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"step {progress.Step:N0} of {progress.Steps:N0} · loss {progress.Loss:0.000} · {progress.TokensPerSecond / 1000:0.0} k tok/s ({100 * progress.SupervisedShare:0} % with loss) · {100 * progress.Utilisation:0} % of the matrix rate · {Left(progress.TimeLeft)} left");

    static string Left(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours):0}:{time:mm\\:ss}")
        : time.ToString("m\\:ss", CultureInfo.InvariantCulture);

    static Task<TrainingSummary> ShowBarAsync(CommandContext context, Func<IProgress<TrainingProgress>, Task<TrainingSummary>> train) =>
        context.Progress.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(bars =>
            {
                var bar = bars.AddTask("train");
                return train(new EachProgress<TrainingProgress>(progress =>
                {
                    bar.MaxValue = progress.Steps;
                    bar.Value = progress.Step;
                    bar.Description = Markup.Escape(Describe(progress));
                }));
            });

    static Task<TrainingSummary> ShowLinesAsync(CommandContext context, Func<IProgress<TrainingProgress>, Task<TrainingSummary>> train)
    {
        var last = context.Clock.GetTimestamp();
        return train(new EachProgress<TrainingProgress>(progress =>
        {
            if (context.Clock.GetElapsedTime(last) < LineEvery)
                return;
            last = context.Clock.GetTimestamp();
            context.Remark($"train: {Describe(progress)}");
        }));
    }
}
