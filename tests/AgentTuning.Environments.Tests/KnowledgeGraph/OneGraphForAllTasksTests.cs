using System.Collections.Immutable;
using System.Text;
using AgentTuning.Environments.KnowledgeGraph;
using AgentTuning.Environments.KnowledgeGraph.Official;
using AgentTuning.Environments.KnowledgeGraph.Sparql;
using AgentTuning.Environments.KnowledgeGraph.Store;
using AgentTuning.Environments.KnowledgeGraph.Store.Building;
using AgentTuning.Environments.Tests.KnowledgeGraph.Store;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.KnowledgeGraph;

/// <summary>Tasks asked of one graph of the user's, as one asks Freebase, instead of the graphs that they carry.</summary>
public sealed class OneGraphForAllTasksTests
{
    [Fact]
    public async Task A_store_file_and_an_endpoint_tell_whole_episodes_the_same()
    {
        if (VirtuosoProgram.Find() is null)
            Components.Missing($"Virtuoso was {VirtuosoProgram.HowToInstall}.");
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var tasks = await new AgentBenchKnowledgeTasks(Path.Combine(SharedFiles.KnowledgeGraphTasks, "dev.json"), TaskSplit.Development)
            .ReadAsync(cancellation).ToListAsync(cancellation);
        var triples = tasks.SelectMany(Triples).Distinct().ToList();
        await BuildAsync(folder, triples);
        await using var server = await VirtuosoServer.StartAsync(TimeSpan.FromSeconds(60), TimeProvider.System, cancellation);
        await server.LoadAsync("urn:all", triples, cancellation);
        await using var store = await OpenAsync(KnowledgeGraphSettings.OwnStore, ("store", folder.File("all.kg")));
        await using var endpoint = await OpenAsync(KnowledgeGraphSettings.Sparql, ("endpoint", server.Endpoint.ToString()));
        var (turns, reward) = (0, 0d);

        foreach (var task in tasks)
        {
            var ours = await GoldEpisode.PlayAsync(store, task, mistakes: 0.3);
            var theirs = await GoldEpisode.PlayAsync(endpoint, task, mistakes: 0.3);

            Assert.Equal(theirs.Observations, ours.Observations);
            Assert.Equal(theirs.Grade.Metrics, ours.Grade.Metrics);
            turns += ours.Observations.Count;
            reward += ours.Grade.Reward;
        }

        Assert.True(turns > 80, $"{turns} turns");
        Assert.True(reward > 10, $"{reward} of {tasks.Count}");
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_named()
    {
        var folder = SharedFiles.KnowledgeGraphTasks;
        var cancellation = TestContext.Current.CancellationToken;
        await using var host = await OpenAsync(KnowledgeGraphSettings.Sparql, ("endpoint", "http://127.0.0.1:9/sparql"));
        var task = await new AgentBenchKnowledgeTasks(Path.Combine(folder, "dev.json"), TaskSplit.Development).ReadAsync(cancellation).FirstAsync(cancellation);

        var exception = await Assert.ThrowsAsync<EnvironmentException>(() => GoldEpisode.PlayAsync(host, task));

        Assert.Contains("http://127.0.0.1:9/sparql cannot be asked", exception.Message, StringComparison.Ordinal);
    }

    static async Task BuildAsync(TemporaryFolder folder, IEnumerable<KnowledgeTriple> triples)
    {
        await using (var writer = new StreamWriter(folder.File("all.nt")) { NewLine = "\n" })
            NTriples.Write(writer, triples);
        await new KnowledgeBuilder(new KnowledgeBuildOptions()).BuildAsync(
            [folder.File("all.nt")], folder.File("all.kg"), cancellationToken: TestContext.Current.CancellationToken);
    }

    static IEnumerable<KnowledgeTriple> Triples(AgentTask task)
    {
        var text = KnowledgeGraphTask.FromJson(task.Data).Graph.Triples!;
        return NTriples.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), task.Id).ToList();
    }

    static async Task<IEnvironmentHost> OpenAsync(string engine, (string Name, string Value) setting) => await KnowledgeGraphDefinition.Create().OpenAsync(
        new EnvironmentOptions
        {
            Engine = engine,
            Settings = ImmutableSortedDictionary<string, string>.Empty.Add(setting.Name, setting.Value).Add("ontology", Path.Combine(SharedFiles.KnowledgeGraphTasks, "ontology")),
        },
        TestContext.Current.CancellationToken);
}
