using System.CommandLine;
using System.Text.Json;
using AgentTuning.Cli.Hub;
using AgentTuning.Cli.Training;
using AgentTuning.Conversations;
using AgentTuning.Templates;
using AgentTuning.Tokenization;

namespace AgentTuning.Cli.Inspection;

/// <summary><c>agenttuning data inspect</c>: the tokens that a model reads of conversations, and which of them it learns.</summary>
static class DataInspect
{
    public static Command Create(CommandContext context)
    {
        var model = new Option<string>("--model") { Description = "The folder of the model whose tokenizer and template are used, or its name on the hub.", Required = true, HelpName = "folder|org/model" };
        var data = new Option<string[]>("--data") { Description = "Files of conversations or trajectories.", Required = true, HelpName = "file", AllowMultipleArgumentsPerToken = true };
        var system = new Option<string>("--system") { Description = "The system prompt of conversations that have none.", HelpName = "text" };
        var id = new Option<string>("--id") { Description = "Only the conversation of this id.", HelpName = "id" };
        var limit = new Option<int>("--limit") { Description = "How many conversations are shown; all are checked. 0 shows all.", DefaultValueFactory = _ => 3, HelpName = "number" };
        var color = new Option<string>("--color") { Description = "Colours: auto, always or never; never marks what is learned by brackets.", DefaultValueFactory = _ => "auto", HelpName = "when" }.AcceptOnlyFromAmong("auto", "always", "never");
        var tokens = new Option<bool>("--tokens") { Description = "Put a dot between tokens." };
        var json = new Option<bool>("--json") { Description = "Write one JSON object a line: ids, mask and texts of tokens." };
        var command = new CommandWithExamples("inspect", "Show the tokens that a model reads of conversations, those that it learns marked, and refuse conversations with nothing to learn.")
        {
            Examples =
            [
                ("agenttuning data inspect --model models/agent --data mixture.jsonl", "The first three conversations, and a check of all"),
                ("agenttuning data inspect --model models/agent --data mixture.jsonl --id os_7 --tokens", "One conversation, token by token"),
                ("agenttuning data inspect --model models/agent --data mixture.jsonl --limit 0 --json > tokens.jsonl", "Everything, for a program"),
            ],
        };
        foreach (var option in (Option[])[model, data, system, id, limit, color, tokens, json])
            command.Options.Add(option);
        command.SetAction((result, cancellationToken) => RunAsync(
            new()
            {
                Model = result.GetValue(model)!,
                Data = InputFiles.Existing(result, data),
                System = result.GetValue(system),
                Id = result.GetValue(id),
                Limit = result.GetValue(limit),
                IsColored = result.GetValue(color) == "always" || (result.GetValue(color) == "auto" && !Console.IsOutputRedirected),
                ShowsTokens = result.GetValue(tokens),
                IsJson = result.GetValue(json),
            },
            context,
            cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(InspectRequest request, CommandContext context, CancellationToken cancellationToken)
    {
        if (!ModelFolder.CanBe(request.Model))
            throw new UsageException($"--model {request.Model}: there is no such folder. It holds tokenizer.json and tokenizer_config.json.");
        request = request with { Model = await ModelFolder.BringAsync(request.Model, hasWeights: false, context, cancellationToken) };
        var tokenizer = TokenizerFolder.Load(request.Model);
        var template = ModelChatTemplate.Load(request.Model, tokenizer, context.Clock);
        var conversations = (await SourceReader.ReadFilesAsync(request.Data, request.System, cancellationToken))
            .Where(conversation => request.Id is null || conversation.Id == request.Id)
            .ToList();
        if (conversations.Count == 0)
            throw new InvalidDataException(request.Id is null ? "There are no conversations in the data." : $"There is no conversation with the id '{request.Id}'.");

        var tally = new InspectTally();
        foreach (var (index, conversation) in conversations.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var examples = Examples(conversation, template, tally);
            if (request.Limit != 0 && index >= request.Limit)
                continue;
            foreach (var example in examples)
                await context.Output.WriteLineAsync(Shown(example, tokenizer, request));
        }

        foreach (var line in tally.Lines())
            context.Remark(line);
        return tally.Refused == 0 ? 0 : 1;
    }

    static IReadOnlyList<TokenizedExample> Examples(Conversation conversation, IChatTemplate template, InspectTally tally)
    {
        try
        {
            var examples = template.Branches(conversation);
            tally.Add(conversation, examples);
            return examples;
        }
        catch (InvalidDataException fault)
        {
            tally.AddRefused(fault.Message);
            return [];
        }
    }

    static string Shown(TokenizedExample example, PipelineTokenizer tokenizer, InspectRequest request)
    {
        if (!request.IsJson)
            return new TokenInspector(tokenizer).Inspect(example, new() { Color = request.IsColored, ShowsTokens = request.ShowsTokens });
        var tokens = example.TokenIds.Select(id => tokenizer.SpecialTokenText(id) ?? tokenizer.Decode([id])).ToArray();
        return JsonSerializer.Serialize(
            new InspectedExample(example.Id, example.Source, [.. example.TokenIds], [.. example.Mask], tokens), InspectionJson.OneLine.InspectedExample);
    }
}
