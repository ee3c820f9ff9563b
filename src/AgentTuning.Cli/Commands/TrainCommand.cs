using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Cli.Training;
using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning train</c>: tunes a model, or makes one.</summary>
static class TrainCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new TrainOptions();
        var json = new Option<bool>("--json") { Description = "Write the result as JSON." };
        var command = new CommandWithExamples("train", "Train a model on conversations, with loss on the model's own turns only.")
        {
            Examples =
            [
                ("agenttuning train --model models/base --data runs/mix/dataset.jsonl -o models/tuned", "Tune a model on a mixture"),
                ("agenttuning train --model new --text texts.jsonl --data general.jsonl -o models/base", "Make a small base model, vocabulary included"),
                ("agenttuning train --model models/base --data dataset.jsonl --learning-rate 5e-5 --epochs 1 -o models/tuned", "With the paper's learning rate"),
            ],
        };
        options.AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (result, cancellationToken) =>
        {
            var request = options.Read(result);
            var summary = await TrainingRun.RunAsync(request, context, cancellationToken);
            await context.Output.WriteLineAsync(result.GetValue(json) ? ToJson(request, summary) : ToText(request, summary));
            return 0;
        });
        return command;
    }

    static string ToText(TrainingRequest request, TrainingSummary summary)
    {
        var validation = summary.ValidationLoss is { } loss ? loss.ToString("0.0000", CultureInfo.InvariantCulture) : "not measured";
        return string.Create(CultureInfo.InvariantCulture, $"""
            model         {request.Output}
            steps         {summary.Steps}
            loss          {summary.FinalLoss:0.0000}
            validation    {validation}
            tokens        {summary.Tokens} ({summary.SupervisedTokens} with loss)
            left out      {summary.DroppedTooLong} too long, {summary.DroppedWithoutLoss} without loss
            """);
    }

    static string ToJson(TrainingRequest request, TrainingSummary summary) =>
        JsonSerializer.Serialize(TrainResult.From(request, summary), TrainJson.Readable.TrainResult);
}
