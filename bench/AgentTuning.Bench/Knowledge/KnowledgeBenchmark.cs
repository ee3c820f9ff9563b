using System.Diagnostics;
using System.Globalization;
using AgentTuning.Environments.KnowledgeGraph.Store;
using AgentTuning.Environments.KnowledgeGraph.Store.Building;

namespace AgentTuning.Bench.Knowledge;

/// <summary>Our store beside SQLite on the same generated graph, in the same run, by turns.</summary>
static class KnowledgeBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "triples", "queries", "rounds", "seed", "threads", "folder", "resident");
        if (arguments.Has("resident"))
            return PrintResident(arguments.Text("resident", ""), arguments.Text("folder", "."));
        var triples = arguments.Number("triples", 10_000_000);
        var parent = arguments.Text("folder", Path.GetTempPath());
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"agenttuning-knowledge-bench-{Environment.ProcessId}")).FullName;
        try
        {
            await RunAsync(arguments, triples, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    static async Task RunAsync(BenchArguments arguments, int triples, string folder)
    {
        var text = Path.Combine(folder, "graph.nt");
        var (file, database) = (Path.Combine(folder, "graph.kg"), Path.Combine(folder, "graph.db"));
        FreebaseLikeGraph.Write(text, triples, arguments.Number("seed", 1));
        Print($"{triples:N0} statements, {Megabytes(text)} of N-Triples, {Environment.ProcessorCount} cores");

        var start = Stopwatch.GetTimestamp();
        var built = await new KnowledgeBuilder(new KnowledgeBuildOptions { Threads = arguments.Has("threads") ? arguments.Number("threads", 1) : 0 }).BuildAsync([text], file);
        var load = Stopwatch.GetElapsedTime(start);
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        Print($"{built.Triples:N0} distinct, {built.Terms:N0} terms, {built.Pieces} sorted pieces");
        using var store = MappedKnowledgeStore.Open(file);
        start = Stopwatch.GetTimestamp();
        SqliteGraph.Load(database, store);
        var sqliteLoad = Stopwatch.GetElapsedTime(start);

        Print("");
        Print("| | our store | SQLite | ratio |");
        Print("|---|---|---|---|");
        Row("load, s (ours parses text; SQLite is given sorted numbers)", load.TotalSeconds, sqliteLoad.TotalSeconds, "F1");
        Row("disk, MB", new FileInfo(file).Length / 1e6, new FileInfo(database).Length / 1e6, "F0");
        Compare(arguments, store, database);
        Reopen(file, database);
        Row("resident memory after 100,000 queries, MB", await ResidentAsync("store", folder), await ResidentAsync("sqlite", folder), "F0");
        Print("");
        Print($"peak memory of the build {peak / 1e6:F0} MB, of which --memory allows 1,074");
    }

    static void Compare(BenchArguments arguments, MappedKnowledgeStore store, string database)
    {
        using var sqlite = new SqliteGraph(database);
        var count = arguments.Number("queries", 20_000);
        var (subjects, predicates) = Draw(store, count);
        Latencies[] ours = [new(), new(), new(), new()], theirs = [new(), new(), new()];
        for (var round = arguments.Number("rounds", 5); round > 0; round--)
        {
            Same(ours[0].Measure(count, i => Fold(store.Predicates([subjects[i]]))), theirs[0].Measure(count, i => sqlite.Predicates(subjects[i])));
            Same(ours[1].Measure(count, i => Fold(store.Objects([subjects[i]], predicates[i]))), theirs[1].Measure(count, i => sqlite.Objects(subjects[i], predicates[i])));
            Same(
                ours[2].Measure(count, i => Fold(store.Predicates(store.Objects([subjects[i]], predicates[i])))),
                theirs[2].Measure(count, i => sqlite.PredicatesOfHop(subjects[i], predicates[i])));
            var terms = subjects.Select(store.TermOf).ToArray();
            ours[3].Measure(count, i => (int)store.Find(terms[i])!.Value);
        }

        string[] names = ["predicates of an entity", "objects of an entity and a predicate", "predicates of a set one hop away"];
        for (var i = 0; i < names.Length; i++)
        {
            Row($"{names[i]}, median µs", ours[i].Median, theirs[i].Median, "F2");
            Row($"{names[i]}, 99th percentile µs", ours[i].High, theirs[i].High, "F2");
        }

        Print($"| number of an IRI, median µs / 99th percentile | {ours[3].Median:F2} / {ours[3].High:F2} | | |");
    }

    static void Reopen(string file, string database)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < 21; round++)
        {
            var start = Stopwatch.GetTimestamp();
            using (var store = MappedKnowledgeStore.Open(file))
                _ = store.Predicates([0]);
            ours.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            start = Stopwatch.GetTimestamp();
            using (var sqlite = new SqliteGraph(database))
                _ = sqlite.Predicates(0);
            theirs.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Row("opening and one query, ms", Latencies.Middle(ours), Latencies.Middle(theirs), "F2");
    }

    static (uint[] Subjects, uint[] Predicates) Draw(MappedKnowledgeStore store, int count)
    {
        var random = new Random(7);
        var (subjects, predicates) = (new uint[count], new uint[count]);
        for (var i = 0; i < count;)
        {
            var subject = (uint)random.NextInt64(store.NodeCount);
            if (store.Predicates([subject]) is not { Length: > 0 } found)
                continue;
            (subjects[i], predicates[i]) = (subject, found[random.Next(found.Length)]);
            i++;
        }

        return (subjects, predicates);
    }

    static int Fold(uint[] numbers)
    {
        var sum = 0L;
        foreach (var number in numbers)
            sum += number;
        return (int)(sum * 31) + numbers.Length;
    }

    static void Same(long ours, long theirs)
    {
        if (ours != theirs)
            throw new InvalidDataException($"The answers differ: ours add up to {ours}, SQLite's to {theirs}.");
    }

    static async Task<double> ResidentAsync(string which, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Entry(), "knowledge", "--resident", which, "--folder", folder]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(output, CultureInfo.InvariantCulture);

        // Under "dotnet program.dll" the program is the first argument.
        static string[] Entry() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(KnowledgeBenchmark).Assembly.Location] : [];
    }

    static int PrintResident(string which, string folder)
    {
        const int Queries = 100_000;
        using var store = MappedKnowledgeStore.Open(Path.Combine(folder, "graph.kg"));
        using var sqlite = which == "sqlite" ? new SqliteGraph(Path.Combine(folder, "graph.db")) : null;
        var random = new Random(11);
        for (var i = 0; i < Queries; i++)
        {
            var subject = (uint)random.NextInt64(store.NodeCount);
            _ = sqlite?.Predicates(subject) ?? Fold(store.Predicates([subject]));
        }

        Print($"{Environment.WorkingSet / 1e6:F1}");
        return 0;
    }

    static string Megabytes(string path) => string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(path).Length / 1e6:F0} MB");

    static void Row(string name, double ours, double theirs, string format) =>
        Print($"| {name} | {ours.ToString(format, CultureInfo.InvariantCulture)} | {theirs.ToString(format, CultureInfo.InvariantCulture)} | {theirs / ours:F1} |");

    static void Print(string line) => Console.WriteLine(line);
}
