using System.Collections.Immutable;
using AgentTuning.Environments.KnowledgeGraph.Engines;
using AgentTuning.Environments.KnowledgeGraph.Official;
using AgentTuning.Environments.KnowledgeGraph.Sparql;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>The data sheet of the knowledge-graph environment (AgentBench, over Freebase).</summary>
public static class KnowledgeGraphDefinition
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "kg";

    /// <summary>The data sheet.</summary>
    public static EnvironmentDefinition Create() => new()
    {
        Name = Name,
        Summary = "Questions over a graph of things, answered by following relations (AgentBench, knowledge graph).",
        Kind = EnvironmentKind.HeldIn,
        Version = "1",
        SystemPrompt = "You are a helpful, respectful and honest assistant.",
        Prompt = OpeningTurns.Instruction,
        MaxTurns = KnowledgeGraphEnvironment.MaxRounds,
        MaxReplyTokens = 512,
        Metric = "mean F1 of the answers",
        Engines = [KnowledgeGraphSettings.OwnStore, KnowledgeGraphSettings.Virtuoso, KnowledgeGraphSettings.Sparql],
        OpenTasks = source => source.Path is { } path
            ? new AgentBenchKnowledgeTasks(path, source.Split, source.Scripts)
            : new Generation.GeneratedKnowledgeTasks(source.Split, source.Seed),
        OpenAsync = OpenAsync,
        CreateReferenceAgent = (task, options) => new KnowledgeGraphReferenceAgent(task, options),
        DomainTexts = seed => new Text.KnowledgeText(seed).Paragraphs(),
        FindComponentsAsync = FindComponentsAsync,
    };

    static async ValueTask<IEnvironmentHost> OpenAsync(EnvironmentOptions options, CancellationToken cancellationToken)
    {
        var settings = KnowledgeGraphSettings.From(options);
        IGraphSource graphs = settings.Engine switch
        {
            KnowledgeGraphSettings.Sparql => new EndpointGraphs(settings),
            KnowledgeGraphSettings.Virtuoso => await VirtuosoGraphs.StartAsync(settings, cancellationToken),
            _ => new StoreGraphs(settings),
        };
        return new KnowledgeGraphHost(graphs, settings.Rules);
    }

    static ValueTask<ImmutableArray<ComponentStatus>> FindComponentsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var server = VirtuosoProgram.Find();
        return ValueTask.FromResult<ImmutableArray<ComponentStatus>>(
        [
            new ComponentStatus(KnowledgeGraphSettings.OwnStore, IsPresent: true, IsRequired: true, "part of the tool"),
            new ComponentStatus(KnowledgeGraphSettings.Virtuoso, server is not null, IsRequired: false, server?.Server ?? VirtuosoProgram.HowToInstall),
        ]);
    }
}
