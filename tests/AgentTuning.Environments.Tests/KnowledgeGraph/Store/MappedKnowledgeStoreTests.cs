using System.Buffers.Binary;
using AgentTuning.Environments.KnowledgeGraph.Store;
using AgentTuning.Environments.KnowledgeGraph.Store.Building;
using FsCheck.Xunit;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Store;

public sealed class MappedKnowledgeStoreTests
{
    [Property(MaxTest = 25)]
    public async Task A_file_says_what_the_set_of_its_statements_says(int seed)
    {
        using var folder = new TemporaryFolder();
        var triples = RandomGraph.Create(seed);
        var set = new TripleSet(triples);
        using var store = await BuildAsync(folder, triples, Tiny);
        var terms = triples.SelectMany(triple => (KnowledgeTerm[])[triple.Subject, triple.Predicate, triple.Value]).Distinct().ToList();

        Assert.Equal(set.Count, store.TripleCount);
        Assert.Equal(terms.Count, store.TermCount);
        foreach (var term in terms)
        {
            Assert.Equal(term, store.TermOf(store.Find(term)!.Value));
            AssertSame(set, store, [term]);
        }

        var random = new Random(seed);
        for (var i = 0; i < 10; i++)
            AssertSame(set, store, [.. terms.Where(_ => random.Next(3) == 0)]);
        store.Verify(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Terms_that_the_graph_lacks_are_not_found()
    {
        using var folder = new TemporaryFolder();
        using var store = await BuildAsync(folder, [new(KnowledgeTerm.Iri("a:s"), KnowledgeTerm.Iri("a:p"), KnowledgeTerm.Plain("x"))]);

        Assert.Null(store.Find(KnowledgeTerm.Iri("a:")));
        Assert.Null(store.Find(KnowledgeTerm.Iri("x")));
        Assert.Null(store.Find(new KnowledgeTerm(KnowledgeTermKind.Literal, "x", null, "en")));
        Assert.Empty(store.Predicates([]));
        Assert.Empty(store.Predicates([uint.MaxValue]));
        Assert.Empty(store.Objects([uint.MaxValue, 0], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.TermOf(3));
    }

    [Fact]
    public async Task An_empty_graph_is_a_file_too()
    {
        using var folder = new TemporaryFolder();
        using var store = await BuildAsync(folder, []);

        Assert.Equal(0, store.TermCount);
        Assert.Null(store.Find(KnowledgeTerm.Plain("")));
        Assert.Empty(store.Predicates([0, 1]));
    }

    [Fact]
    public async Task A_closed_store_refuses_to_answer()
    {
        using var folder = new TemporaryFolder();
        var store = await BuildAsync(folder, RandomGraph.Create(1));
        store.Dispose();
        store.Dispose();

        Assert.Throws<ObjectDisposedException>(() => store.TermOf(0));
        Assert.Throws<ObjectDisposedException>(() => store.Predicates([0]));
        Assert.Throws<ObjectDisposedException>(() => store.Objects([0], 0));
        Assert.Throws<ObjectDisposedException>(() => store.Find(KnowledgeTerm.Plain("x")));
    }

    [Theory]
    [InlineData("# a text\n", "is no knowledge store: its first bytes are 2320612074657874")]
    [InlineData("", "is no knowledge store: its first bytes are . Make one with 'agenttuning knowledge build'.")]
    public async Task A_foreign_file_is_refused_by_its_name(string content, string part)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("other.kg"), content, TestContext.Current.CancellationToken);

        var exception = Assert.Throws<InvalidDataException>(() => MappedKnowledgeStore.Open(folder.File("other.kg")));

        Assert.StartsWith("other.kg is no", exception.Message, StringComparison.Ordinal);
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_cut_short_too_long_or_of_another_version_is_refused()
    {
        using var folder = new TemporaryFolder();
        (await BuildAsync(folder, RandomGraph.Create(5))).Dispose();
        var bytes = await File.ReadAllBytesAsync(folder.File("graph.kg"), TestContext.Current.CancellationToken);
        var other = bytes.ToArray();
        other[8] = 2;
        var header = bytes.ToArray();
        header[20] ^= 1;

        Assert.Contains("is cut short: it has 100 bytes", Refusal(folder, bytes[..100]), StringComparison.Ordinal);
        Assert.EndsWith("it is cut short. Build or copy it again.", Refusal(folder, bytes[..^1]), StringComparison.Ordinal);
        Assert.EndsWith("it is too long. Build or copy it again.", Refusal(folder, [.. bytes, 0]), StringComparison.Ordinal);
        Assert.Contains("has version 2, expected 1", Refusal(folder, other), StringComparison.Ordinal);
        Assert.Contains("the checksum of its header differs", Refusal(folder, header), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_changed_byte_of_a_part_is_found_by_its_checksum()
    {
        using var folder = new TemporaryFolder();
        (await BuildAsync(folder, RandomGraph.Create(7, 20))).Dispose();
        var bytes = await File.ReadAllBytesAsync(folder.File("graph.kg"), TestContext.Current.CancellationToken);
        var header = KnowledgeFileHeader.Read("graph.kg", bytes.AsSpan(0, KnowledgeFileHeader.Size), bytes.Length);
        foreach (var (offset, length, _, _) in header.Sections.Where(place => place.Length > 0))
        {
            var changed = bytes.ToArray();
            changed[offset + (length / 2)] ^= 4;
            await File.WriteAllBytesAsync(folder.File("changed.kg"), changed, TestContext.Current.CancellationToken);
            using var store = MappedKnowledgeStore.Open(folder.File("changed.kg"));

            Assert.Contains("has the checksum", Assert.Throws<InvalidDataException>(() => store.Verify(TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        }
    }

    // Headers with a right checksum and any content: a hostile file may lie, and must not lead outside of itself.
    [Property(MaxTest = 60)]
    public async Task A_hostile_file_is_refused_or_answers_within_its_bounds(int seed)
    {
        using var folder = new TemporaryFolder();
        (await BuildAsync(folder, RandomGraph.Create(seed, 60))).Dispose();
        var bytes = await File.ReadAllBytesAsync(folder.File("graph.kg"), TestContext.Current.CancellationToken);
        var random = new Random(seed);
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var isInHeader = random.Next(2) == 0;
            var at = isInHeader ? 16 + (4 * random.Next(50)) : 4 * random.Next(KnowledgeFileHeader.Size / 4, bytes.Length / 4);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), random.Next(3) switch { 0 => (uint)random.Next(100), 1 => (uint)bytes.Length, _ => (uint)random.NextInt64(uint.MaxValue) });
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(508), Crc32C.Append(0, bytes.AsSpan(0, 508)));
        await File.WriteAllBytesAsync(folder.File("hostile.kg"), bytes, TestContext.Current.CancellationToken);

        Walk(folder.File("hostile.kg"));
    }

    [Fact]
    public void The_checksum_is_CRC_32C()
    {
        Assert.Equal(0xE3069283u, Crc32C.Append(0, "123456789"u8)); // check value of the catalogue of parametrised CRC algorithms
        Assert.Equal(0xE3069283u, Crc32C.Append(Crc32C.Append(0, "1234"u8), "56789"u8));
    }

    static KnowledgeBuildOptions Tiny { get; } = new() { LargestRun = 700, BlockSize = 400, Threads = 3 };

    static async Task<MappedKnowledgeStore> BuildAsync(TemporaryFolder folder, List<KnowledgeTriple> triples, KnowledgeBuildOptions? options = null)
    {
        await using (var writer = new StreamWriter(folder.File("graph.nt")))
            NTriples.Write(writer, triples);
        await new KnowledgeBuilder(options ?? new KnowledgeBuildOptions { LargestRun = 1 << 16, BlockSize = 1 << 16, Threads = 1 })
            .BuildAsync([folder.File("graph.nt")], folder.File("graph.kg"), null, TestContext.Current.CancellationToken);
        return MappedKnowledgeStore.Open(folder.File("graph.kg"));
    }

    static string Refusal(TemporaryFolder folder, byte[] bytes)
    {
        File.WriteAllBytes(folder.File("bad.kg"), bytes);
        var message = Assert.Throws<InvalidDataException>(() => MappedKnowledgeStore.Open(folder.File("bad.kg"))).Message;
        Assert.StartsWith("bad.kg ", message, StringComparison.Ordinal);
        return message;
    }

    static void AssertSame(TripleSet set, MappedKnowledgeStore store, KnowledgeTerm[] subjects)
    {
        uint[] ours = [.. subjects.Select(term => store.Find(term)!.Value)], theirs = [.. subjects.Select(term => set.Find(term)!.Value)];
        var predicates = store.Predicates(ours);
        Assert.Equal(predicates.Order(), predicates);
        Assert.Equal(set.Predicates(theirs).Select(set.TermOf).ToHashSet(), predicates.Select(store.TermOf).ToHashSet());
        foreach (var predicate in predicates)
        {
            var objects = store.Objects(ours, predicate);
            Assert.Equal(objects.Distinct().Order(), objects);
            Assert.Equal(
                set.Objects(theirs, set.Find(store.TermOf(predicate))!.Value).Select(set.TermOf).ToHashSet(), objects.Select(store.TermOf).ToHashSet());
        }
    }

    static void Walk(string path)
    {
        MappedKnowledgeStore store;
        try
        {
            store = MappedKnowledgeStore.Open(path);
        }
        catch (InvalidDataException)
        {
            return;
        }

        using (store)
        {
            for (var number = 0u; number < Math.Min(store.TermCount, 300); number++)
            {
                Try(() => store.TermOf(number));
                Try(() => store.Predicates([number, 0]));
                Try(() => store.Find(KnowledgeTerm.Iri($"http://a/{number}")));
                Try(() => Array.ForEach(store.Predicates([number]), predicate => store.Objects([number], predicate)));
            }
        }

        static void Try(Action action)
        {
            try
            {
                action();
            }
            catch (Exception exception) when (exception is InvalidDataException or ArgumentOutOfRangeException)
            {
            }
        }
    }
}
