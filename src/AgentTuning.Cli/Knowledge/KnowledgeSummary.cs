using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Cli.Knowledge;

/// <summary><c>agenttuning knowledge info</c>: says what a store file holds.</summary>
static class KnowledgeSummary
{
    public static Command Create(CommandContext context)
    {
        var file = KnowledgeQuery.FileArgument();
        var verify = new Option<bool>("--verify") { Description = "Read the whole file and compare its checksums." };
        var json = new Option<bool>("--json") { Description = "Write the counts as JSON." };
        var command = new CommandWithExamples("info", "Say what a store file holds, and whether it is whole.")
        {
            Examples =
            [
                ("agenttuning knowledge info graph.kg", "Counts, from the file's header"),
                ("agenttuning knowledge info graph.kg --verify --json", "The checksums too, for a program"),
            ],
        };
        command.Arguments.Add(file);
        command.Options.Add(verify);
        command.Options.Add(json);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var store = KnowledgeQuery.Open(result.GetValue(file)!);
            if (result.GetValue(verify))
                store.Verify(cancellationToken);
            var counts = new KnowledgeCounts(
                MappedKnowledgeStore.FormatVersion, store.TripleCount, store.TermCount, store.NodeCount, store.PredicateCount, store.FileLength, result.GetValue(verify));
            await context.Output.WriteLineAsync(result.GetValue(json) ? JsonSerializer.Serialize(counts, KnowledgeJson.Default.KnowledgeCounts) : ToText(counts));
            return 0;
        });
        return command;
    }

    static string ToText(KnowledgeCounts counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        statements  {counts.Triples:N0}
        terms       {counts.Terms:N0}, of which {counts.Nodes:N0} IRIs and blank nodes
        predicates  {counts.Predicates:N0}
        file        {counts.Bytes / 1e6:F1} MB, version {counts.Version}{(counts.Verified ? ", checksums compared" : "")}
        """);
}
