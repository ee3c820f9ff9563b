using System.CommandLine;
using System.Text.Json;
using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Cli.Knowledge;

/// <summary><c>agenttuning knowledge query</c>: the predicates of an entity, or the objects behind one.</summary>
static class KnowledgeQuery
{
    const string FreebaseNamespace = "http://rdf.freebase.com/ns/";

    public static Command Create(CommandContext context)
    {
        var file = FileArgument();
        var predicates = new Option<string?>("--predicates") { Description = "The predicates of an entity.", HelpName = "iri" };
        var objects = new Option<string[]>("--objects")
        {
            Description = "The objects that a predicate of an entity leads to.",
            HelpName = "iri predicate",
            Arity = new ArgumentArity(2, 2),
            AllowMultipleArgumentsPerToken = true,
        };
        var json = new Option<bool>("--json") { Description = "Write the terms as JSON." };
        var command = new CommandWithExamples("query", "Write the predicates of an entity, or the objects behind one, as in N-Triples.")
        {
            Examples =
            [
                ("agenttuning knowledge query graph.kg --predicates m.0d05w3", "Names without a scheme are Freebase's"),
                ("agenttuning knowledge query graph.kg --objects http://example.org/lake http://example.org/inflow", "Whole IRIs, with or without brackets"),
            ],
        };
        command.Arguments.Add(file);
        foreach (var option in (Option[])[predicates, objects, json])
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var terms = Answer(result.GetValue(file)!, result.GetValue(predicates), result.GetValue(objects) ?? []);
            if (result.GetValue(json))
                await context.Output.WriteLineAsync(JsonSerializer.Serialize(
                    terms.ConvertAll(term => new TermRecord(term.Kind.ToString().ToLowerInvariant(), term.Text, term.Datatype, term.Language)),
                    KnowledgeJson.Default.IReadOnlyListTermRecord));
            else
                foreach (var term in terms)
                    await context.Output.WriteLineAsync(NTriples.Format(term));
            return 0;
        });
        return command;
    }

    public static Argument<string> FileArgument() => new("file") { Description = "A store file, made by 'knowledge build'.", HelpName = "graph.kg" };

    public static MappedKnowledgeStore Open(string path) =>
        File.Exists(path) ? MappedKnowledgeStore.Open(path) : throw new UsageException($"{path}: there is no such file.");

    static List<KnowledgeTerm> Answer(string path, string? entity, string[] hop)
    {
        if (entity is null == (hop.Length == 0))
            throw new UsageException("Give one of --predicates <iri> and --objects <iri> <predicate>.");
        using var store = Open(path);
        var subject = Find(store, path, entity ?? hop[0]);
        var numbers = entity is not null ? store.Predicates([subject]) : store.Objects([subject], Find(store, path, hop[1]));
        return [.. numbers.Select(store.TermOf)];
    }

    static uint Find(MappedKnowledgeStore store, string path, string name) =>
        store.Find(Term(name)) ?? throw new InvalidDataException($"{path} has no {NTriples.Format(Term(name))}.");

    static KnowledgeTerm Term(string name)
    {
        if (name.StartsWith("_:", StringComparison.Ordinal))
            return new KnowledgeTerm(KnowledgeTermKind.Blank, name[2..]);
        if (name.StartsWith('<') && name.EndsWith('>'))
            return KnowledgeTerm.Iri(name[1..^1]);
        return KnowledgeTerm.Iri(name.Contains(':', StringComparison.Ordinal) ? name : FreebaseNamespace + name);
    }
}
