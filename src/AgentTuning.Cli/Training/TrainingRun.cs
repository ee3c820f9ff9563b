using AgentTuning.Llama.Memory;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Training;

/// <summary>Reads the data, opens or makes the model, and trains it.</summary>
static class TrainingRun
{
    /// <summary>Trains to the end, or from where an interrupted run stood.</summary>
    public static async Task<TrainingOutcome> RunAsync(TrainingRequest request, CommandContext context, CancellationToken cancellationToken)
    {
        var sources = await SourceReader.ReadAsync(request, cancellationToken);
        if (sources.IsEmpty)
            throw new InvalidDataException("There is nothing to train on: give --data, --text, or --agent-data and --general-data, with at least one record.");

        var student = await Student.OpenAsync(request, sources, context, cancellationToken);
        var fitted = Fit(sources, student, request);
        var choice = MachineChoice.For(student.Config, request);
        var run = PlannedRun.Of(student.Config, TrainingPlan.Create(student.Config, choice.Options, fitted.Data));
        Introduce(run, fitted, choice, context);
        if (!request.IgnoresMemory)
            run.RequireFit();

        var peak = PeakMemory.Start();
        using var model = student.Load(choice.Options);
        var trainer = new Trainer(model, run.Plan!, request.Output, context.Clock) { Files = await student.SaveTokenizerAsync(request.Output, cancellationToken) };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Drain, cancellationToken);
        var summary = await TrainingDisplay.ShowAsync(context, progress => trainer.RunAsync(progress, stop.Token));
        return new(summary, run, fitted, peak.Bytes);
    }

    /// <summary>Says what a run would do, without its weights; without data, for packs as large as they can be.</summary>
    public static async Task<PlannedRun> PlanAsync(TrainingRequest request, CommandContext context, CancellationToken cancellationToken)
    {
        var sources = await SourceReader.ReadAsync(request, cancellationToken);
        if (sources.IsEmpty)
            return PlanFullPacks(request.Model is { } name && ModelNames.Find(name) is null ? Student.ReadConfig(name) : request.Shape, request, context);
        if (request.Model is { } known && ModelNames.Find(known) is not null)
            throw new UsageException($"--model {known} is a shape without a tokenizer, so the data cannot be encoded. Leave the data out, or give the model's folder.");

        var student = await Student.OpenAsync(request, sources, context, cancellationToken);
        var fitted = Fit(sources, student, request);
        var choice = MachineChoice.For(student.Config, request);
        var run = PlannedRun.Of(student.Config, TrainingPlan.Create(student.Config, choice.Options, fitted.Data));
        Introduce(run, fitted, choice, context);
        return run;
    }

    static FittedExamples Fit(TrainingSources sources, Student student, TrainingRequest request) => FittedExamples.Create(sources, student.Template, student.Tokenizer, new()
    {
        MaxLength = student.MaxLength(request),
        LongExamples = request.LongExamples,
        DropsWithoutLoss = request.DropsWithoutLoss,
    });

    static PlannedRun PlanFullPacks(LlamaConfig config, TrainingRequest request, CommandContext context)
    {
        var choice = MachineChoice.For(config, request);
        context.Remark(choice.Reason);
        return PlannedRun.OfFullPacks(config, choice.Options);
    }

    static void Introduce(PlannedRun run, FittedExamples fitted, MachineChoice choice, CommandContext context)
    {
        foreach (var line in TrainingIntroduction.Lines(run, fitted))
            context.Remark(line);
        context.Remark(choice.Reason);
    }
}
