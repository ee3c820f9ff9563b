using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Environments;
using AgentTuning.Files;
using AgentTuning.Tasks;

namespace AgentTuning.Cli.Play;

/// <summary>An episode of any environment with a person in the agent's place: what a model would see, and replies in the environment's own grammar.</summary>
sealed class ReplyPlay(EnvironmentDefinition definition, PlayTerminal terminal)
{
    const string Stop = ":quit";

    IReadOnlyList<JsonElement> _tools = [];

    /// <summary>Plays until an ending, the limit of turns, or the end of the input, and shows the grade.</summary>
    public async Task RunAsync(IEnvironment world, AgentTask task, CancellationToken cancellationToken)
    {
        await ShowAsync(await world.ResetAsync(task, cancellationToken));
        await terminal.RemarkAsync($"\nType a reply and end it with an empty line. {Stop} stops.");
        EpisodeEnding? ending = null;
        for (var replies = 0; ending is null && await ReadReplyAsync(cancellationToken) is { } reply; replies++)
        {
            var step = await world.StepAsync(reply, cancellationToken);
            ending = step.Ending ?? (replies + 1 >= definition.MaxTurns ? EpisodeEnding.TurnLimit : null);
            if (ending is null)
                await ShowAsync(step.Observation!);
        }

        var grade = await world.GradeAsync(cancellationToken);
        var metrics = grade.Metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:0.###}"));
        await terminal.RejoiceAsync(string.Create(
            CultureInfo.InvariantCulture, $"\nending   {(ending is { } why ? WireNames.Of(why) : "stopped")}\nreward   {grade.Reward:0.###}\nmetrics  {string.Join(", ", metrics)}"));
    }

    // After a fresh start, what was seen before is not shown again.
    async Task ShowAsync(Observation observation)
    {
        _tools = observation.Tools ?? _tools;
        foreach (var turn in observation.StartsAfresh ? observation.Turns[^1..] : observation.Turns)
        {
            await terminal.RemarkAsync($"[{WireNames.Of(turn.Role)}]");
            await terminal.SayAsync(turn.Text);
        }

        foreach (var tool in observation.Tools ?? [])
            await terminal.RemarkAsync($"[tool] {tool.GetRawText()}\nCall a tool by its name and its arguments: NAME {{\"argument\": \"value\"}}");
    }

    async Task<Turn?> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (await terminal.AskAsync(text.Length == 0 ? "\n> " : ". ", cancellationToken) is { } line)
        {
            if (line == Stop)
                return null;
            if (line.Length == 0 && text.Length > 0)
                break;
            text.Append(text.Length == 0 ? "" : "\n").Append(line);
        }

        return text.Length == 0 ? null : ToTurn(text.ToString());
    }

    Turn ToTurn(string text)
    {
        foreach (var tool in _tools)
            if (tool.GetProperty("function").GetProperty("name").GetString() is { } name && text.StartsWith(name, StringComparison.Ordinal) && text[name.Length..].TrimStart() is ['{', ..] arguments)
                return Turn.Assistant("") with { ToolCalls = [new ToolCall("call_0", name, arguments)] };
        return Turn.Assistant(text);
    }
}
