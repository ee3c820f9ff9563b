using System.Collections.Immutable;
using AgentTuning.Conversations;
using AgentTuning.Files;

namespace AgentTuning.Reports;

/// <summary>Trajectories to read side by side.</summary>
static class ExampleSection
{
    const int MaxTurns = 24;
    const int MaxCharacters = 4_000;
    const int FoldedFrom = 600;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportContent content)
    {
        if (content.Examples.IsEmpty)
            return;
        html.Element("section", () =>
        {
            html.Element("h2", "Trajectories to read");
            html.Element("p", "Replies with a coloured edge are those a training would take the loss on.", ("class", "remark"));
            foreach (var example in content.Examples)
                Example(html, example, content.Models);
        });
        html.Line();
    }

    static void Example(HtmlWriter html, ReportExample example, ImmutableArray<string> models)
    {
        var opening = Opening(example.Columns);
        html.Element("article", () =>
        {
            html.Element("h3", example.Title);
            html.Element("p", example.Category is { } category ? $"{example.Task} · {category}" : example.Task, ("class", "remark"));
            foreach (var turn in example.Columns[0].Trajectory.Turns[..opening])
                TurnBlock(html, turn);
            html.Element("div", () =>
            {
                foreach (var column in example.Columns)
                    html.Element("div", () => Column(html, column, opening, models.IndexOf(column.Model)), ("class", "column"));
            }, ("class", "columns"));
        }, ("class", "example"));
        html.Line();
    }

    // What every column begins with, written once.
    static int Opening(ImmutableArray<ExampleColumn> columns)
    {
        var first = columns[0].Trajectory.Turns;
        var shared = 0;
        while (shared < first.Length
            && !first[shared].HasLoss
            && columns.All(column => shared < column.Trajectory.Turns.Length && column.Trajectory.Turns[shared] == first[shared]))
        {
            shared++;
        }
        return shared;
    }

    static void Column(HtmlWriter html, ExampleColumn column, int opening, int model)
    {
        var trajectory = column.Trajectory;
        html.Element("h4", () =>
        {
            if (model >= 0)
                html.Element("span", "", ("class", $"swatch s{model % Palette.Size}"));
            html.Text(column.Model);
        });
        var reward = trajectory.Reward is { } value ? $"reward {Numbers.Text(value, "0.##")}" : "no reward";
        html.Element("p", $"{reward} · {EndingSection.Name(WireNames.Of(trajectory.Ending))}{(trajectory.Failure is { } failure ? $": {failure}" : "")}", ("class", "remark"));
        var turns = trajectory.Turns[opening..];
        foreach (var turn in turns.Take(MaxTurns))
            TurnBlock(html, turn);
        if (turns.Length > MaxTurns)
            html.Element("p", $"… and {Numbers.Count(turns.Length - MaxTurns, "turn")} more.", ("class", "remark"));
    }

    static void TurnBlock(HtmlWriter html, Turn turn) => html.Element("div", () =>
    {
        html.Element("div", turn.StartsAfresh ? $"{RoleName(turn.Role)}, context starts afresh" : RoleName(turn.Role), ("class", "role"));
        if (turn.Text.Length <= FoldedFrom || turn.Role == TurnRole.Assistant)
        {
            html.Element("pre", Cut(turn.Text));
        }
        else
        {
            html.Element("details", () =>
            {
                html.Element("summary", FirstLine(turn.Text));
                html.Element("pre", Cut(turn.Text));
            });
        }
        foreach (var call in turn.ToolCalls ?? [])
            html.Element("pre", Cut($"{call.Name}({call.Arguments})"), ("class", "call"));
    }, ("class", $"turn {RoleName(turn.Role)}{(turn.HasLoss ? " loss" : "")}"));

    static string RoleName(TurnRole role) => role switch
    {
        TurnRole.System => "system",
        TurnRole.User => "user",
        TurnRole.Assistant => "assistant",
        _ => "tool",
    };

    static string Cut(string text) =>
        text.Length <= MaxCharacters ? text : $"{text[..MaxCharacters]}\n… {Numbers.Count(text.Length - MaxCharacters)} more characters";

    static string FirstLine(string text)
    {
        var line = text.AsSpan().TrimStart();
        var end = line.IndexOf('\n');
        line = end < 0 ? line : line[..end];
        return line.Length <= 100 ? $"{line} …" : $"{line[..100]} …";
    }
}
