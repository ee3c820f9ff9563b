using System.Diagnostics;
using System.Text;
using AgentTuning.Environments.KnowledgeGraph;
using AgentTuning.Environments.KnowledgeGraph.Engines;
using AgentTuning.Environments.KnowledgeGraph.Generation;
using AgentTuning.Environments.KnowledgeGraph.Official;
using AgentTuning.Environments.KnowledgeGraph.Programs;
using AgentTuning.Environments.KnowledgeGraph.Sparql;
using AgentTuning.Environments.KnowledgeGraph.Store;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Sparql;

public sealed class VirtuosoTests
{
    [Fact]
    public async Task The_same_episodes_are_told_the_same_by_our_store_and_by_Virtuoso()
    {
        await using var virtuoso = await OpenAsync(KnowledgeGraphSettings.Virtuoso);
        await using var store = await OpenAsync(KnowledgeGraphSettings.OwnStore);
        var folder = SharedFiles.KnowledgeGraphTasks;
        var cancellation = TestContext.Current.CancellationToken;
        var dev = await new AgentBenchKnowledgeTasks(Path.Combine(folder, "dev.json"), TaskSplit.Train).ReadAsync(cancellation).ToListAsync(cancellation);
        var train = await new AgentBenchKnowledgeTasks(Path.Combine(folder, "kg_rl_all.json"), TaskSplit.Train).ReadAsync(cancellation).ToListAsync(cancellation);
        var generated = await new GeneratedKnowledgeTasks(TaskSplit.Test, 3).ReadAsync(cancellation).Take(40).ToListAsync(cancellation);
        var turns = 0;
        foreach (var task in (AgentTask[])[.. dev, .. train.Where((_, i) => i % 40 == 0), .. generated])
        {
            var ours = await GoldEpisode.PlayAsync(store, task, mistakes: 0.5);
            var theirs = await GoldEpisode.PlayAsync(virtuoso, task, mistakes: 0.5);

            Assert.Equal(theirs.Observations, ours.Observations);
            Assert.Equal(theirs.Grade.Metrics, ours.Grade.Metrics);
            turns += ours.Observations.Count;
        }

        Assert.True(turns > 500, $"{turns} turns");
    }

    [Fact]
    public async Task Values_of_all_kinds_are_found_counted_and_ranked_as_Virtuoso_does()
    {
        var cancellation = TestContext.Current.CancellationToken;
        if (VirtuosoProgram.Find() is null)
            Components.Missing($"Virtuoso was {VirtuosoProgram.HowToInstall}.");
        await using var server = await VirtuosoServer.StartAsync(TimeSpan.FromSeconds(60), TimeProvider.System, cancellation);
        var triples = NTriples.Read(new MemoryStream(Encoding.UTF8.GetBytes(EdgeValues.Graph())), "values").ToList();
        await server.LoadAsync("urn:values", triples, cancellation);
        var ours = new StoreEngine(new TripleSet(triples));
        var theirs = new SparqlEngine(server.Client, "urn:values");
        var different = new List<string>();
        foreach (var program in EdgeValues.Programs())
        {
            var (mine, other) = (await TellAsync(ours, program), await TellAsync(theirs, program));
            if (mine != other)
                different.Add($"{program.Text}: ours {mine}, Virtuoso {other}");
        }

        Assert.True(different.Count == 0, string.Join('\n', different));
    }

    [Fact]
    public async Task Nothing_is_left_when_the_server_stops()
    {
        if (VirtuosoProgram.Find() is null)
            Components.Missing($"Virtuoso was {VirtuosoProgram.HowToInstall}.");
        var server = await VirtuosoServer.StartAsync(TimeSpan.FromSeconds(60), TimeProvider.System, TestContext.Current.CancellationToken);
        var (folder, guard) = (server.Folder, server.GuardId);

        await server.DisposeAsync();

        Assert.False(Directory.Exists(folder));
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(guard));
    }

    static async Task<string> TellAsync(IKnowledgeEngine engine, KnowledgeProgram program)
    {
        var cancellation = TestContext.Current.CancellationToken;
        try
        {
            var found = await engine.ExecuteAsync(program, cancellation);
            var predicates = await PredicatesAsync(engine, program);
            return $"[{string.Join(", ", found)}] {predicates}";
        }
        catch (QueryFailedException)
        {
            return $"refused {await PredicatesAsync(engine, program)}";
        }
    }

    static async Task<string> PredicatesAsync(IKnowledgeEngine engine, KnowledgeProgram program)
    {
        try
        {
            return string.Join(' ', (await engine.PredicatesOfAsync(program, TestContext.Current.CancellationToken)).Order(StringComparer.Ordinal));
        }
        catch (QueryFailedException)
        {
            return "refused";
        }
    }

    static async Task<IEnvironmentHost> OpenAsync(string engine)
    {
        if (engine == KnowledgeGraphSettings.Virtuoso && VirtuosoProgram.Find() is null)
            Components.Missing($"Virtuoso was {VirtuosoProgram.HowToInstall}.");
        return await KnowledgeGraphDefinition.Create().OpenAsync(new EnvironmentOptions { Engine = engine }, TestContext.Current.CancellationToken);
    }
}
