using System.Globalization;
using System.Text;

namespace AgentTuning.Datasets;

/// <summary>The card of a data set: what it is, what it was made of, and how to make it again.</summary>
public static class DatasetCard
{
    /// <summary>The card as Markdown, with the front matter that data set hubs read.</summary>
    public static string Of(MixtureReport report)
    {
        var text = new StringBuilder();
        Add(text, $"""
            ---
            task_categories:
            - text-generation
            configs:
            - config_name: default
              data_files: {Mixture.DatasetFile}
            ---

            # Agent and general conversations, mixed at η = {report.AgentShare}

            {report.Examples} conversations with {report.Turns} turns, {report.SupervisedTurns} of them with loss. Each was drawn as an agent conversation with
            probability {report.AgentShare}; {report.RealisedAgentShare:P1} of them came out as such. Seed {report.Seed}, `{Mixture.DatasetFile}` has SHA-256
            `{report.DatasetHash}`.

            ## Sources

            | source | kind | weight | from | SHA-256 | read | usable | drawn | different | turns | with loss |
            |---|---|---|---|---|---|---|---|---|---|---|

            """);
        foreach (var source in report.Sources)
            Add(text, $"""
                | {source.Name} | {(source.IsAgent ? "agent" : "general")} | {(source.Weight is { } weight ? weight : "-")} | {source.Origin} | {(source.Hash is { } hash ? $"`{hash[..16]}…`" : "generated")} | {source.Read} | {source.Usable} | {source.Drawn} | {source.Distinct} | {source.Turns} | {source.SupervisedTurns} |

                """);
        AddDrops(text, report);
        Add(text, $$"""

            ## Fields

            One JSON object per line:

            - `id`: unique; a conversation that is drawn again has the suffix `~epoch2`, `~epoch3`, …
            - `source`: the environment, or the name of the general source.
            - `turns`: `role` (`system`, `user`, `assistant`, `tool`), `text`, and `loss` where it differs from the role's: the loss is taken
              on the assistant's turns unless `loss` is false.

            `{{Mixture.ReportFile}}` says the same for programs.

            """);
        return text.ToString();
    }

    static void AddDrops(StringBuilder text, MixtureReport report)
    {
        var lines = report.Sources
            .SelectMany(source => source.Dropped.Select(pair => (source.Name, What: $"dropped: {pair.Key}", pair.Value))
                .Concat(source.CleanUp.Select(pair => (source.Name, What: $"clean-up: {pair.Key}", pair.Value))))
            .ToArray();
        if (lines.Length == 0)
            return;
        Add(text, $"\n| source | what was left out or changed | times |\n|---|---|---|\n");
        foreach (var (name, what, times) in lines)
            Add(text, $"| {name} | {what} | {times} |\n");
    }

    static void Add(StringBuilder text, FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture).ReplaceLineEndings("\n"));
}
