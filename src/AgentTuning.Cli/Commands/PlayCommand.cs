using System.CommandLine;
using System.Text;
using AgentTuning.Cli.Episodes;
using AgentTuning.Cli.Play;
using AgentTuning.Environments;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Files;
using AgentTuning.Tasks;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning play</c>: a person, or a pipe, takes the agent's place.</summary>
static class PlayCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new PlayOptions();
        var command = new CommandWithExamples("play", "Play a task yourself.")
        {
            Examples =
            [
                ("agenttuning play alfworld", "Household chores in a generated house, with a map of what was seen, undo, and a list of possible commands"),
                ("agenttuning play alfworld --type heat --split test --seed 7", "Something to heat, in an unseen house"),
                ("agenttuning play alfworld --data game.tw-pddl", "A game file"),
                ("agenttuning play alfworld --data dev.json --setting data=$ALFWORLD_DATA --task 3 --as-agent", "A game of a benchmark's list as a model sees it"),
                ("echo 'go to bed 1' | agenttuning play alfworld --json", "For a program: commands in, turns out"),
                ("printf 'go to desk 1\\nmap\\n' | agenttuning play alfworld --picture game.svg", "What the terminal shows as a picture"),
                ("agenttuning play database --split test", "Any other world: replies in its own grammar"),
            ],
        };
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => result.GetValue(options.Picture) is { } picture
            ? DrawAsync(result, options, context, picture, cancellationToken)
            : RunAsync(result, options, context, cancellationToken));
        return command;
    }

    static async Task<int> DrawAsync(ParseResult result, PlayOptions options, CommandContext context, string picture, CancellationToken cancellationToken)
    {
        await using var shown = new StringWriter { NewLine = "\n" };
        await using var both = new TeeWriter(context.Output, shown);
        var code = await RunAsync(result, options, context with { Output = both }, cancellationToken);
        await AtomicFile.WriteAllBytesAsync(picture, Encoding.UTF8.GetBytes(TerminalPicture.Of(shown.ToString())), cancellationToken);
        return code;
    }

    static async Task<int> RunAsync(ParseResult result, PlayOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var definition = EpisodesOptions.FindEnvironment(result.GetValue(options.Environment)!);
        var environment = options.ReadEnvironment(result, definition);
        definition = definition.With(environment);
        var isGame = definition.Name == AlfWorldDefinition.Name && !result.GetValue(options.AsAgent);
        if (result.GetValue(options.Json) && !isGame)
            throw new UsageException($"--json goes with {AlfWorldDefinition.Name} without --as-agent.");
        var task = await options.FindTaskAsync(result, definition, cancellationToken);
        if (isGame)
            await PlayGameAsync(task, AlfWorldSettings.From(environment), result.GetValue(options.Json), context, cancellationToken);
        else
            await PlayRepliesAsync(definition, environment, task, context, cancellationToken);
        return 0;
    }

    static async Task PlayGameAsync(AgentTask task, AlfWorldSettings settings, bool asJson, CommandContext context, CancellationToken cancellationToken)
    {
        var game = Games.Open(new GameSource(settings.Data).Open(AlfWorldTask.FromJson(task.Data)), new GameOptions { Engine = settings.Engine });
        if (asJson)
            await HouseRows.RunAsync(game, context, cancellationToken);
        else
            await new HousePlay(game, new PlayTerminal(context)).RunAsync(cancellationToken);
    }

    static async Task PlayRepliesAsync(EnvironmentDefinition definition, EnvironmentOptions environment, AgentTask task, CommandContext context, CancellationToken cancellationToken)
    {
        await using var host = await definition.OpenAsync(environment, cancellationToken);
        await using var world = await host.OpenAsync(cancellationToken);
        await new ReplyPlay(definition, new PlayTerminal(context)).RunAsync(world, task, cancellationToken);
    }
}
