using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>Trains a model on tokenized examples, with loss on supervised tokens only, over several threads.</summary>
/// <remarks>
/// A run that was cancelled or killed at any moment goes on from its output folder when it is started again with the same arguments,
/// and ends with the same bytes as one that was not.
/// </remarks>
/// <param name="model">Changed in place.</param>
/// <param name="options">How to train.</param>
/// <param name="examples">What to learn from.</param>
/// <param name="outputFolder">Where the metrics, the state to go on from and the trained model are written.</param>
/// <param name="time">For rates only.</param>
public sealed class Trainer(
    LlamaModel model, TrainingOptions options, IReadOnlyList<TokenizedExample> examples, string outputFolder, TimeProvider time)
{
    const int RecentSteps = 20;

    /// <summary>Examples for the validation loss, which training does not see.</summary>
    public IReadOnlyList<TokenizedExample> ValidationExamples { get; init; } = [];

    /// <summary>Further files of the trained model's folder, such as those of the tokenizer.</summary>
    public IReadOnlyList<CheckpointFile> Files { get; init; } = [];

    /// <summary>Trains to the end, or from where an interrupted run stood, and saves the model into the output folder.</summary>
    /// <exception cref="InvalidDataException">An example cannot be used, or the folder holds another run.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the state after the last step is kept.</exception>
    public async Task<TrainingSummary> RunAsync(IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        var limit = Math.Min(options.MaxLength ?? int.MaxValue, model.Config.MaxPositions);
        var usable = UsableExamples.Select(examples, options.Unusable, limit, model.Config.VocabularySize);
        var validation = ValidationExamples.Count == 0
            ? [] : UsableExamples.Select(ValidationExamples, options.Unusable, limit, model.Config.VocabularySize).Examples;
        var folder = new TrainingFolder(outputFolder);
        await folder.ClaimAsync(TrainingFingerprint.Create(model, options, examples, ValidationExamples), cancellationToken);

        using var workers = new ShardWorkers(model, options.Shards);
        using var optimizer = new Optimizer(options, workers.Replicas);
        var cursor = folder.Restore(model, optimizer) ?? TrainingCursor.Start;
        using var metrics = new MetricsFile(folder.MetricsPath, cursor.MetricsBytes);
        var loop = new TrainingLoop(options, usable.Examples, validation, workers, optimizer);
        var rate = new TokenRate(time);
        while (cursor.Step < loop.StepCount)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Save();
                cancellationToken.ThrowIfCancellationRequested();
            }
            var line = await loop.StepAsync(cursor.Step);
            line = line with { Seconds = rate.Add(line.Tokens) };
            metrics.Write(line);
            cursor = cursor.After(line, RecentSteps) with { MetricsBytes = metrics.Length };
            progress?.Report(new(cursor.Step, loop.StepCount, line.Loss, rate.PerSecond, rate.TimeFor(loop.StepCount - cursor.Step)));
            if (cursor.Step % options.CheckpointInterval == 0 || cursor.Step == loop.StepCount) Save();
        }
        await LlamaCheckpoint.SaveAsync(outputFolder, model, Files, cancellationToken);
        return new()
        {
            Steps = cursor.Step,
            FinalLoss = cursor.RecentLosses.Average(),
            ValidationLoss = cursor.ValidationLoss,
            Tokens = cursor.Tokens,
            SupervisedTokens = cursor.SupervisedTokens,
            DroppedTooLong = usable.TooLong,
            DroppedWithoutLoss = usable.WithoutLoss,
            Duration = time.GetElapsedTime(started),
        };

        void Save()
        {
            metrics.FlushToDisk();
            folder.Save(cursor, model, optimizer);
        }
    }
}
