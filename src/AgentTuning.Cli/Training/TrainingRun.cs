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
        var fitted = FittedData.Create(sources, student.Template, student.Tokenizer, new()
        {
            MaxLength = student.MaxLength(request),
            LongExamples = request.LongExamples,
            DropsWithoutLoss = request.DropsWithoutLoss,
        });
        var plan = TrainingPlan.Create(student.Config, request.Options, fitted.Data);
        foreach (var line in TrainingIntroduction.Lines(student.Config, plan, fitted))
            context.Remark(line);

        using var model = student.Load();
        var trainer = new Trainer(model, plan, request.Output, context.Clock) { Files = await student.SaveTokenizerAsync(request.Output, cancellationToken) };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Drain, cancellationToken);
        var summary = await TrainingDisplay.ShowAsync(context, progress => trainer.RunAsync(progress, stop.Token));
        return new(summary, plan, fitted);
    }
}
