using System.CommandLine;
using System.Text.Json;
using AgentTuning.Cli.Hub;
using AgentTuning.Cli.Training;

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
            Groups = options.Groups,
            Examples =
            [
                ("agenttuning train --model models/base --data runs/mix/dataset.jsonl -o models/tuned", "Tune a model on a mixture"),
                ("agenttuning train --model new --text texts.jsonl --data general.jsonl -o models/base", "Make a small base model, vocabulary included"),
                ("agenttuning train --model models/llama --agent-data runs/teacher --general-data gpt4.json@1 gpt35.json@4 --eta 0.2 --examples-per-step 64 --learning-rate 5e-5 --warmup 0.02 --final-learning-rate 0 -o models/tuned", "As the paper tunes: sampling by ratio, 64 examples a step"),
                ("agenttuning train --model models/base --data dataset.jsonl --lora-rank 16 --lora-alpha 32 --lora-dropout 0.05 --lora-targets q_proj,v_proj --learning-rate 2e-4 -o models/adapter", "Train a LoRA adapter, which PEFT reads too"),
                ("agenttuning train --model llama-2-7b --plan-only --shards 1 --max-length 4096", "Whether a model would fit, before anything is downloaded"),
                ("agenttuning train --model models/base --data dataset.jsonl --max-length 1024 --long-examples split -o models/tuned", "Cut conversations that are too long at turns"),
            ],
        };
        foreach (var option in options.Groups.SelectMany(group => group.Options).Append(json))
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            var request = options.Read(result);
            if (request.Model is { } model && !(request.IsPlanOnly && ModelNames.Find(model) is not null))
                request = request with { Model = await ModelFolder.BringAsync(model, hasWeights: !request.IsPlanOnly, context, cancellationToken) };
            if (request.IsPlanOnly)
            {
                var run = await TrainingRun.PlanAsync(request, context, cancellationToken);
                await context.Output.WriteLineAsync(result.GetValue(json) ? JsonSerializer.Serialize(PlanResult.From(run), TrainJson.Readable.PlanResult) : ToText(run));
                return 0;
            }

            var outcome = await TrainingRun.RunAsync(request, context, cancellationToken);
            await context.Output.WriteLineAsync(result.GetValue(json) ? ToJson(request, outcome) : TrainingTable.Of(request, outcome));
            return 0;
        });
        return command;
    }

    static string ToText(PlannedRun run) => $"""
        {MemoryTable.Of(run.Memory, run.Machine)}

        {(run.Fits ? "It fits. It would take less with" : "It does not fit. It would take")}
        {MemoryTable.Of(run.Advice)}
        """;

    static string ToJson(TrainingRequest request, TrainingOutcome outcome) =>
        JsonSerializer.Serialize(TrainResult.From(request, outcome), TrainJson.Readable.TrainResult);
}
