using System.CommandLine;
using System.Text.Json;
using AgentTuning.Cli.Hub;
using AgentTuning.Cli.Merging;
using AgentTuning.Llama.Lora;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning merge</c>: adds a LoRA adapter to the weights of its base model.</summary>
static class MergeCommand
{
    public static Command Create(CommandContext context)
    {
        var model = new Option<string?>("--model") { Description = "The folder of the base model, or its name on the hub. Default: the one that the adapter names.", HelpName = "folder|org/model" };
        var adapter = new Option<string>("--adapter") { Description = "The folder of the adapter, in PEFT's format.", Required = true, HelpName = "folder" };
        var output = new Option<string>("--output", "-o") { Description = "Where the merged model goes.", Required = true, HelpName = "folder" };
        var json = new Option<bool>("--json") { Description = "Write the result as JSON." };
        var command = new CommandWithExamples("merge", "Add a LoRA adapter to the weights of its base model, and write a whole model.")
        {
            Examples =
            [
                ("agenttuning merge --model models/base --adapter models/adapter -o models/merged", "A model like any other, in the base's number type"),
                ("agenttuning merge --adapter models/adapter -o models/merged", "With the base that the adapter names"),
            ],
        };
        foreach (var option in (Option[])[model, adapter, output, json])
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            var (given, target) = (result.GetValue(adapter)!, result.GetValue(output)!);
            RequireFolder("--adapter", given, "adapter_config.json and adapter_model.safetensors");
            var named = result.GetValue(model);
            if (named is not null && !ModelFolder.CanBe(named))
                RequireFolder("--model", named, "config.json and model.safetensors");
            named = named is not null
                ? await ModelFolder.BringAsync(named, hasWeights: true, context, cancellationToken)
                : await ModelFolder.BringBaseAsync(given, context, cancellationToken);
            var source = named is { } folder ? new AdaptedModel(folder, given) : AdaptedModel.Of(given);
            if (source.Adapter is null)
                throw new UsageException($"--adapter {given}: the folder holds a whole model, and no adapter.");

            var count = await LoraMerge.WriteAsync(source.Base, source.Adapter, target, cancellationToken);
            var merged = new MergeResult(target, source.Base, source.Adapter, count);
            await context.Output.WriteLineAsync(result.GetValue(json)
                ? JsonSerializer.Serialize(merged, MergeResultJson.Readable.MergeResult)
                : $"Added the adapter to {count} weights of {source.Base}. The merged model is {target}");
            return 0;
        });
        return command;
    }

    static void RequireFolder(string option, string folder, string holds)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"{option} {folder}: there is no such folder. It holds {holds}.");
    }
}
