using System.CommandLine;
using System.Reflection;
using System.Text.Json;
using AgentTuning.Cli.Exporting;
using AgentTuning.Cli.Hub;
using AgentTuning.Llama.Export;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning export</c>: writes a model for other programs, and proves that it is the same model.</summary>
static class ExportCommand
{
    public static Command Create(CommandContext context)
    {
        var model = new Argument<string>("model") { Description = "The folder of a model in Hugging Face format, or its name on the hub.", HelpName = "folder|org/model" };
        var format = new Option<string>("--format") { Description = "gguf for llama.cpp, hf for transformers and vLLM.", DefaultValueFactory = _ => "gguf", HelpName = "gguf|hf" };
        format.AcceptOnlyFromAmong("gguf", "hf");
        var type = new Option<string?>("--type") { Description = "The number type of matrices. Default: f16 for gguf, as stored for hf, which has no q8_0.", HelpName = string.Join('|', GgufExportTypes.Names) };
        type.AcceptOnlyFromAmong([.. GgufExportTypes.Names]);
        var output = new Option<string>("--out", "-o") { Description = "The file (gguf) or the folder (hf) that is written.", Required = true, HelpName = "path" };
        var name = new Option<string?>("--name") { Description = "The model's name in the file or on the card. Default: that of its folder.", HelpName = "text" };
        var run = new Option<string?>("--run") { Description = "A run folder whose data counts, options and scores go onto the model card (hf).", HelpName = "folder" };
        var shard = new Option<double?>("--max-shard-gb") { Description = "The most gigabytes of weights in one file (hf).", HelpName = "number" };
        var pre = new Option<string?>("--pre") { Description = "llama.cpp's name for the pre-tokenizer, where it cannot be told from tokenizer.json (gguf).", HelpName = "name" };
        var json = new Option<bool>("--json") { Description = "Write the parity report as JSON." };
        var command = new CommandWithExamples("export", "Write a model for llama.cpp or transformers, and compare it with its source.")
        {
            Examples =
            [
                ("agenttuning export runs/quickstart/model --format gguf --type q8_0 -o agent.gguf", "One file for llama.cpp; agent.parity.json says how it compares"),
                ("agenttuning export runs/quickstart/model --format hf --type bf16 -o agent --run runs/quickstart", "A folder for transformers and vLLM with a model card"),
            ],
        };
        command.Arguments.Add(model);
        foreach (var option in (Option[])[format, type, output, name, run, shard, pre, json])
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.Drain);
            var request = new ExportRequest
            {
                Model = result.GetValue(model)!,
                IsGguf = result.GetValue(format) == "gguf",
                Type = result.GetValue(type),
                Output = result.GetValue(output)!,
                Name = result.GetValue(name),
                Run = result.GetValue(run),
                MaxShardGigabytes = result.GetValue(shard),
                PreTokenizer = result.GetValue(pre),
                ToolVersion = typeof(ExportCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
            };
            request.Check();
            request = request with { Model = await ModelFolder.BringAsync(request.Model, hasWeights: true, context, stop.Token), Name = request.ModelName };
            var report = await new ExportRun(request, context).RunAsync(stop.Token);
            await context.Output.WriteLineAsync(
                result.GetValue(json) ? JsonSerializer.Serialize(report, ParityJson.Document.ParityReport) : ParityText.Of(report).TrimEnd());
            return report.HasPassed ? 0 : 1;
        });
        return command;
    }
}
