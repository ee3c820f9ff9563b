using System.CommandLine;
using AgentTuning.Cli.Recipes;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning run</c> and <c>agenttuning quickstart</c>: whole pipelines.</summary>
static class RunCommand
{
    const string ReportName = "report.html";

    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("recipe") { Description = "A recipe file, such as recipes/quickstart.json." };
        var command = new CommandWithExamples("run", "Run the commands of a recipe file, or what is left of them.")
        {
            Details = result => result.GetResult(file) is { Tokens: [var path] } && File.Exists(path.Value) ? RecipeFile.Read(path.Value).Introduce() : null,
            Examples =
            [
                ("agenttuning run recipes/quickstart.json", "The quickstart from its file"),
                ("agenttuning run recipes/agentlm-7b.json --help", "What a recipe leaves to be given"),
                ("agenttuning run recipes/agentlm-7b.json --set model=models/Llama-2-7b-chat-hf agent=data/agentinstruct.json gpt4=data/gpt4.json gpt35=data/gpt35.json", "The paper's tuning of Llama 2 7B"),
                ("agenttuning run recipes/agentlm-7b-lora.json --plan-only --set model=models/Llama-2-7b-chat-hf agent=runs/teacher gpt4=data/gpt4.json gpt35=generated:1000", "What it would do, and the memory that it would take"),
                ("agenttuning run my.json --seed 3 -o runs/my-3", "A recipe of your own with another seed, in a folder of its own"),
            ],
        };
        var set = new Option<string[]>("--set") { Description = "What the recipe leaves to be given.", HelpName = "name=value", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        command.Arguments.Add(file);
        command.Options.Add(set);
        return WithAction(command, context, result => Open(result.GetValue(file)!).With(ReadValues(result.GetValue(set)!)));
    }

    public static Command CreateQuickstart(CommandContext context) => WithAction(
        new CommandWithExamples("quickstart", "The whole method on this machine: from nothing to an agent model and its report.")
        {
            Examples =
            [
                ("agenttuning quickstart", "Into runs/quickstart; open runs/quickstart/report.html afterwards"),
                ("agenttuning quickstart --seed 2 -o runs/quickstart-2", "Again with another seed"),
            ],
        },
        context,
        _ => RecipeFile.ReadQuickstart());

    static Recipe Open(string path) => File.Exists(path) ? RecipeFile.Read(path) : throw new UsageException($"There is no file '{path}'.");

    static Dictionary<string, string> ReadValues(string[] settings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            if (setting.Split('=', 2) is not [{ Length: > 0 } name, var value])
                throw new UsageException($"--set is '{setting}', expected name=value.");
            if (!values.TryAdd(name, value))
                throw new UsageException($"--set {name}: it is given twice.");
        }

        return values;
    }

    static CommandWithExamples WithAction(CommandWithExamples command, CommandContext context, Func<ParseResult, Recipe> open)
    {
        var output = new Option<string?>("--output", "-o") { Description = "The run folder. Default: runs/<name of the recipe>.", HelpName = "folder" };
        var seed = new Option<int?>("--seed") { Description = "Seeds every stage. Default: the recipe's.", HelpName = "s" };
        var split = new Option<string>("--split") { Description = "What to measure on: test, or dev while choosing settings.", DefaultValueFactory = _ => "test", HelpName = "split" };
        var plan = new Option<bool>("--plan-only") { Description = "Write the commands, and steps and memory of a training whose inputs are there, and stop." };
        split.AcceptOnlyFromAmong("dev", "test");
        command.Options.Add(output);
        command.Options.Add(seed);
        command.Options.Add(split);
        command.Options.Add(plan);
        command.SetAction(async (result, cancellationToken) =>
        {
            var recipe = open(result);
            var folder = result.GetValue(output) ?? Path.Combine("runs", recipe.Name);
            if (result.GetValue(plan))
                return await new RecipePlanner(CommandLine.RunAsync, context)
                    .RunAsync(recipe, folder, result.GetValue(seed) ?? recipe.Seed, result.GetValue(split)!, cancellationToken);
            var code = await new RecipeRunner(CommandLine.RunAsync, context)
                .RunAsync(recipe, folder, result.GetValue(seed) ?? recipe.Seed, result.GetValue(split)!, cancellationToken);
            var report = Path.Combine(folder, ReportName);
            if (code == 0)
                await context.Output.WriteLineAsync(File.Exists(report) ? $"The report is {Path.GetFullPath(report)}" : $"Done: {folder}");
            return code;
        });
        return command;
    }
}
