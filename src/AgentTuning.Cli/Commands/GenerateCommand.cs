using System.CommandLine;
using System.Globalization;
using AgentTuning.Cli.Episodes;
using AgentTuning.Conversations;
using AgentTuning.Datasets;
using AgentTuning.Environments;
using AgentTuning.Environments.General;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning generate</c>: seeded data that needs no teacher.</summary>
static class GenerateCommand
{
    public static Command Create(CommandContext context) => new("generate", "Write seeded data that needs no teacher.")
    {
        Conversations(context),
        Texts(context),
        Drills(context),
    };

    static CommandWithExamples Conversations(CommandContext context)
    {
        var split = new Option<string>("--split") { Description = "train, dev or test.", DefaultValueFactory = _ => "train", HelpName = "split" };
        split.AcceptOnlyFromAmong("train", "dev", "test");
        var command = Leaf("conversations", "General conversations with exact answers: arithmetic, dates, choices, strings, lists, small talk.", split);
        return WithAction(command, context, (result, seed) => GeneralConversations.Generate(seed, EpisodesOptions.ReadSplit(result.GetValue(split)!)));
    }

    static CommandWithExamples Drills(CommandContext context) =>
        WithAction(Leaf("drills", "Lines to repeat, which teach a model made from scratch to copy at all."), context, (_, seed) => CopyDrills.Generate(seed));

    static CommandWithExamples Texts(CommandContext context)
    {
        var environment = new Option<string[]>("--environment", "-e")
        {
            Description = "The environment whose domain the texts are about; of several, the texts come in turns.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            HelpName = "name",
        };
        var command = Leaf("texts", "Plain text about an environment's domain, for a base model that has never seen the task.", environment);
        var (count, seed, output) = Shared(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var definitions = result.GetValue(environment)!.Distinct(StringComparer.Ordinal).Select(EpisodesOptions.FindEnvironment).ToList();
            await PlainTextFile.WriteAsync(result.GetValue(output)!, InTurns(definitions, result.GetValue(seed)).Take(result.GetValue(count)), cancellationToken);
            await ReportAsync(context, result.GetValue(count), result.GetValue(output)!);
            return 0;
        });
        return command;
    }

    static IEnumerable<PlainText> InTurns(List<EnvironmentDefinition> definitions, int seed)
    {
        var texts = definitions.Select(definition => (definition.DomainTexts ?? throw new UsageException($"The environment '{definition.Name}' has no texts about its domain."))(seed)
            .Select((text, i) => new PlainText(string.Create(CultureInfo.InvariantCulture, $"{definition.Name}-text/{seed}/{i}"), text)).GetEnumerator()).ToList();
        try
        {
            for (var i = 0; texts[i % texts.Count].MoveNext(); i++) yield return texts[i % texts.Count].Current;
        }
        finally
        {
            foreach (var text in texts) text.Dispose();
        }
    }

    static CommandWithExamples WithAction(CommandWithExamples command, CommandContext context, Func<ParseResult, int, IEnumerable<Conversation>> generate)
    {
        var (count, seed, output) = Shared(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var conversations = generate(result, result.GetValue(seed)).Take(result.GetValue(count));
            await ConversationFile.WriteAsync(result.GetValue(output)!, ConversationFormat.Dataset, conversations.ToAsyncEnumerable(), cancellationToken);
            await ReportAsync(context, result.GetValue(count), result.GetValue(output)!);
            return 0;
        });
        return command;
    }

    static CommandWithExamples Leaf(string name, string description, params Option[] options)
    {
        var more = name == "texts" ? " -e database" : "";
        var command = new CommandWithExamples(name, description)
        {
            Examples = [($"agenttuning generate {name}{more} --count 1000 --seed 1 -o {name}.jsonl", "A thousand, the same for the same seed")],
        };
        foreach (var option in options)
            command.Options.Add(option);
        return command;
    }

    static (Option<int> Count, Option<int> Seed, Option<string> Output) Shared(CommandWithExamples command)
    {
        var count = new Option<int>("--count") { Description = "How many.", Required = true, HelpName = "n" };
        EpisodesOptions.Check(count, value => value >= 1, "1 or more");
        var seed = new Option<int>("--seed") { Description = "Seeds everything.", DefaultValueFactory = _ => 0, HelpName = "s" };
        var output = new Option<string>("--output", "-o") { Description = "The file to write, as JSON lines.", Required = true, HelpName = "file" };
        command.Options.Add(count);
        command.Options.Add(seed);
        command.Options.Add(output);
        return (count, seed, output);
    }

    static Task ReportAsync(CommandContext context, int count, string output) =>
        context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} records in {output}"));
}
