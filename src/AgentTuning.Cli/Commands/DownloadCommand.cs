using System.CommandLine;
using System.Text.Json;
using AgentTuning.Cli.Hub;
using AgentTuning.Hub;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning download</c>: brings a model from the hub before it is needed.</summary>
static class DownloadCommand
{
    public static Command Create(CommandContext context)
    {
        var model = new Argument<string>("model") { Description = "Its name on the hub, with @ and a branch, tag or commit where it is not main.", HelpName = "org/model[@revision]" };
        var withoutWeights = new Option<bool>("--without-weights") { Description = "Only configuration, tokenizer and template." };
        var json = new Option<bool>("--json") { Description = "Write the folder and its files as JSON." };
        var command = new CommandWithExamples("download", "Download a model from the hub; what was interrupted goes on, and what is here is not asked for again.")
        {
            Examples =
            [
                ("agenttuning download Qwen/Qwen2.5-0.5B-Instruct", "Into the folder that huggingface_hub uses too, and its path on stdout"),
                ("HF_TOKEN=hf_... agenttuning download meta-llama/Llama-3.2-1B-Instruct", "A gated model whose terms were accepted"),
                ("HF_ENDPOINT=https://mirror.example agenttuning download org/model@v1.0 --without-weights", "Configuration and tokenizer of a tag, from a mirror"),
            ],
        };
        command.Arguments.Add(model);
        command.Options.Add(withoutWeights);
        command.Options.Add(json);
        command.SetAction(async (result, cancellationToken) =>
        {
            var text = result.GetValue(model)!;
            if (HubName.Parse(text) is null)
                throw new UsageException($"'{text}' is no name on the hub, expected org/model or org/model@revision.");
            var folder = await ModelFolder.BringAsync(text, hasWeights: !result.GetValue(withoutWeights), context, cancellationToken);
            await context.Output.WriteLineAsync(result.GetValue(json)
                ? JsonSerializer.Serialize(
                    new DownloadResult(text, folder, [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]),
                    DownloadResultJson.Readable.DownloadResult)
                : folder);
            return 0;
        });
        return command;
    }
}
