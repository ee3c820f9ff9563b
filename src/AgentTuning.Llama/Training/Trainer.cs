using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>Trains a model on tokenized examples, with loss on supervised tokens only, over several threads.</summary>
/// <remarks>
/// A run that was cancelled or killed at any moment goes on from its output folder when it is started again with the same arguments,
/// and ends with the same bytes as one that was not.
/// </remarks>
/// <param name="model">Changed in place; with LoRA only its adapters, which it gets where it has none.</param>
/// <param name="plan">What to do; made for a model of this shape.</param>
/// <param name="outputFolder">Where the metrics, the state to go on from and the trained model are written.</param>
/// <param name="time">For rates only.</param>
public sealed class Trainer(LlamaModel model, TrainingPlan plan, string outputFolder, TimeProvider time)
{
    /// <summary>Plans a run and makes its trainer.</summary>
    /// <exception cref="InvalidDataException">An example cannot be used.</exception>
    public Trainer(LlamaModel model, TrainingOptions options, IReadOnlyList<TokenizedExample> examples, string outputFolder, TimeProvider time)
        : this(model, TrainingPlan.Create(model.Config, options, new() { Examples = examples }), outputFolder, time)
    {
    }

    /// <summary>Further files of the trained model's folder, such as those of the tokenizer.</summary>
    public IReadOnlyList<CheckpointFile> Files { get; init; } = [];

    /// <summary>Trains to the end, or from where an interrupted run stood, and saves the model into the output folder.</summary>
    /// <exception cref="InvalidDataException">The folder holds another run.</exception>
    /// <exception cref="TrainingDivergedException">A loss or gradient is not finite; the last checkpoint is kept.</exception>
    /// <exception cref="IOException">A file could not be written, such as on a full disk; the last checkpoint is kept.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the state after the last step is kept.</exception>
    public async Task<TrainingSummary> RunAsync(IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        if (plan.Options.Lora is { } adapters && model.Adapters.Count == 0) LoraCheckpoint.Begin(model, adapters, plan.Options.Seed);
        var folder = new TrainingFolder(outputFolder);
        await folder.ClaimAsync(TrainingFingerprint.Create(model, plan), cancellationToken);
        using var workers = new ShardWorkers(model, plan.Options.Shards, plan.Options.Pass);
        using var optimizer = new Optimizer(plan.Options, workers.Replicas);
        var cursor = folder.Restore(model, optimizer) ?? TrainingCursor.Start;
        workers.LoadWeights();
        using var metrics = new MetricsFile(folder, cursor, time);
        var loop = new TrainingLoop(plan, workers, optimizer);
        var validation = new ValidationMeasure(plan.Options, plan.Data.Validation, workers);
        var rate = new StepRate(time);
        var limit = cursor.Step < plan.Steps ? await MatrixRate.MeasureAsync(workers, plan.Options.Pass) : 0;
        rate.Lap();
        while (cursor.Step < plan.Steps)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Save();
                cancellationToken.ThrowIfCancellationRequested();
            }
            var step = await StepAsync(loop, folder, cursor.Step);
            var seconds = rate.Add(step.Line.Tokens, step.Flops);
            var line = step.Line with { Seconds = Math.Round(seconds, 3), Utilisation = seconds > 0 ? Math.Round(step.Flops / seconds / limit, 3) : 0 };
            if (!validation.IsEmpty && IsMeasured(line.Step))
            {
                var loss = await validation.MeasureAsync();
                line = line with { ValidationLoss = loss.All, ValidationLossBySource = loss.BySource };
                rate.Lap();
            }
            metrics.Write(line);
            cursor = metrics.Mark(cursor.After(line));
            progress?.Report(ProgressOf(line, rate, limit));
            if (cursor.Step % plan.Options.CheckpointInterval == 0 || cursor.Step == plan.Steps) Save();
        }
        workers.StoreWeights();
        if (plan.Options.Lora is { } lora) await LoraCheckpoint.SaveAsync(outputFolder, model, lora, Files, cancellationToken);
        else await LlamaCheckpoint.SaveAsync(outputFolder, model, Files, cancellationToken);
        return cursor.Summary(time.GetElapsedTime(started));

        void Save()
        {
            metrics.FlushToDisk();
            workers.StoreWeights();
            folder.Save(cursor, model, optimizer, plan.Options.Lora);
        }
    }

    static async Task<TrainedStep> StepAsync(TrainingLoop loop, TrainingFolder folder, int step)
    {
        try
        {
            return await loop.StepAsync(step);
        }
        catch (TrainingDivergedException exception)
        {
            throw new TrainingDivergedException($"{exception.Message} {folder.Describe()}");
        }
    }

    bool IsMeasured(int done) => done == plan.Steps || (plan.Options.ValidationInterval is { } interval && done % interval == 0);

    TrainingProgress ProgressOf(MetricsLine line, StepRate rate, double limit) => new()
    {
        Step = line.Step,
        Steps = plan.Steps,
        Loss = line.Loss,
        TokensPerSecond = rate.TokensPerSecond,
        SupervisedShare = line.SupervisedTokens / (double)line.Tokens,
        Utilisation = rate.FlopsPerSecond / limit,
        TimeLeft = rate.TimeFor(plan.Steps - line.Step),
    };
}
