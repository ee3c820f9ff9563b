using System.Text;
using AgentTuning.Environments.KnowledgeGraph.Store;
using AgentTuning.Environments.KnowledgeGraph.Store.Building;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Store;

public sealed class KnowledgeBuilderTests
{
    [Fact]
    public async Task Memory_threads_order_and_repetition_do_not_change_the_bytes()
    {
        using var folder = new TemporaryFolder();
        var triples = RandomGraph.Create(3, 2000);
        Write(folder.File("a.nt"), triples);
        Write(folder.File("b.nt"), triples.Concat(triples).Reverse());

        var one = await BuildAsync(folder, ["a.nt"], new KnowledgeBuildOptions { Threads = 1 });
        var many = await BuildAsync(folder, ["b.nt"], new KnowledgeBuildOptions { Threads = 4, LargestRun = 2000, BlockSize = 500 });

        Assert.Equal(1, one.Result.Pieces);
        Assert.InRange(many.Result.Pieces, 50, 5000);
        Assert.Equal(2 * one.Result.Statements, many.Result.Statements);
        Assert.Equal(one.Bytes, many.Bytes);
    }

    [Fact]
    public async Task Blank_nodes_of_several_files_are_different_nodes()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("a.nt"), "_:x <a:p> \"1\" .\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("b.nt"), "_:x <a:p> \"2\" .\n", TestContext.Current.CancellationToken);
        await BuildAsync(folder, ["a.nt", "b.nt"]);
        using var store = MappedKnowledgeStore.Open(folder.File("graph.kg"));

        Assert.Equal(5, store.TermCount);
        Assert.Equal(3, store.NodeCount);
    }

    [Fact]
    public async Task The_first_malformed_line_is_named_whatever_the_threads_and_the_old_file_stays()
    {
        using var folder = new TemporaryFolder();
        var text = new StringBuilder();
        for (var i = 0; i < 5000; i++)
            text.Append(i is 1234 or 1300 or 4000 ? "<a:s> oops\n" : $"<a:s{i}> <a:p> <a:o> .\n");
        await File.WriteAllTextAsync(folder.File("a.nt"), text.ToString(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("graph.kg"), "old", TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => BuildAsync(folder, ["a.nt"], new() { Threads = 4, LargestRun = 5000, BlockSize = 300 }));

        Assert.StartsWith("a.nt line 1235, byte 7: found 'oops', expected a predicate", exception.Message, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(folder.File("graph.kg"), TestContext.Current.CancellationToken));
        Assert.Equal(["a.nt", "graph.kg"], Names(folder));
    }

    [Fact]
    public async Task A_stopped_build_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("a.nt"), RandomGraph.Create(4, 2000));
        using var stop = new CancellationTokenSource();
        var progress = new StopAt(KnowledgeBuildStage.MergingStatements, stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new KnowledgeBuilder(new()).BuildAsync([folder.File("a.nt")], folder.File("graph.kg"), progress, stop.Token));

        Assert.Equal(["a.nt"], Names(folder));
    }

    [Fact]
    public async Task What_a_killed_build_left_is_cleared()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("a.nt"), RandomGraph.Create(4, 50));
        Directory.CreateDirectory(folder.File(".graph.kg.building"));
        foreach (var name in (string[])["lock", "runs", "part-3", "other"])
            await File.WriteAllTextAsync(Path.Combine(folder.File(".graph.kg.building"), name), "left behind", TestContext.Current.CancellationToken);

        await BuildAsync(folder, ["a.nt"]);

        Assert.Equal(["a.nt", "graph.kg"], Names(folder));
    }

    [Fact]
    public async Task Two_builds_of_one_file_do_not_mix()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("a.nt"), RandomGraph.Create(4, 50));
        using var other = BuildFolder.Open(folder.Path, "graph.kg");

        var exception = await Assert.ThrowsAsync<IOException>(() => BuildAsync(folder, ["a.nt"]));

        Assert.StartsWith("graph.kg is being built by another process", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_input_is_named()
    {
        using var folder = new TemporaryFolder();

        var exception = await Assert.ThrowsAsync<FileNotFoundException>(() => BuildAsync(folder, ["none.nt"]));

        Assert.EndsWith("none.nt: there is no such file.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_told_from_other_faults()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "/dev/full, the device that is always full, is a part of Linux.");

        var full = Assert.Throws<IOException>(() => File.WriteAllText("/dev/full", "text"));
        var missing = Assert.Throws<DirectoryNotFoundException>(() => File.WriteAllText("/none/such", "text"));

        Assert.True(BuildFolder.IsFull(full));
        Assert.False(BuildFolder.IsFull(missing));
    }

    [Fact]
    public void Memory_has_a_least_value() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new KnowledgeBuildOptions { Memory = 1000 });

    static async Task<(KnowledgeBuildResult Result, byte[] Bytes)> BuildAsync(TemporaryFolder folder, string[] inputs, KnowledgeBuildOptions? options = null)
    {
        var result = await new KnowledgeBuilder(options ?? new()).BuildAsync([.. inputs.Select(folder.File)], folder.File("graph.kg"), null, TestContext.Current.CancellationToken);
        return (result, await File.ReadAllBytesAsync(folder.File("graph.kg"), TestContext.Current.CancellationToken));
    }

    static void Write(string path, IEnumerable<KnowledgeTriple> triples)
    {
        using var writer = new StreamWriter(path);
        NTriples.Write(writer, triples);
    }

    static string[] Names(TemporaryFolder folder) => [.. Directory.EnumerateFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    sealed class StopAt(KnowledgeBuildStage stage, CancellationTokenSource source) : IProgress<KnowledgeBuildProgress>
    {
        public void Report(KnowledgeBuildProgress value)
        {
            if (value.Stage == stage)
                source.Cancel();
        }
    }
}
