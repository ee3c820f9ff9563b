using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Cli.Episodes;
using AgentTuning.Environments.KnowledgeGraph.Store.Building;

namespace AgentTuning.Cli.Knowledge;

/// <summary><c>agenttuning knowledge build</c>: makes a store file from N-Triples.</summary>
static class KnowledgeBuild
{
    // How much of the time each stage takes, measured on ten million statements.
    static readonly double[] StageShares = [0.6, 0.16, 0.04, 0.14, 0.06];

    public static Command Create(CommandContext context)
    {
        var inputs = new Argument<string[]>("inputs") { Description = "N-Triples, plain or gzipped.", HelpName = "graph.nt[.gz]", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "The store file.", HelpName = "graph.kg", Required = true };
        var memory = new Option<double>("--memory") { Description = "Memory for sorting, in GiB.", HelpName = "GiB", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "The most threads; 0 takes those of the machine.", DefaultValueFactory = _ => 0 };
        var temporary = new Option<string?>("--temporary") { Description = "The folder for sorted pieces, about as large as the plain input; default: that of the output.", HelpName = "folder" };
        var json = new Option<bool>("--json") { Description = "Write the counts as JSON." };
        var command = new CommandWithExamples("build", "Make a store file from N-Triples of any size, in bounded memory.")
        {
            Examples =
            [
                ("agenttuning knowledge build graph.nt.gz --output graph.kg", "One file, compressed"),
                ("agenttuning knowledge build a.nt b.nt -o graph.kg --memory 4 --temporary /fast", "Several files, larger pieces, and another disk for them"),
            ],
        };
        command.Arguments.Add(inputs);
        foreach (var option in (Option[])[output, memory, threads, temporary, json])
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Drain, cancellationToken);
            var builder = new KnowledgeBuilder(Options(result.GetValue(memory), result.GetValue(threads), result.GetValue(temporary)));
            var start = context.Clock.GetTimestamp();
            var built = await ShareDisplay.ShowAsync(context, "building", shares => builder.BuildAsync(
                result.GetValue(inputs)!, result.GetValue(output)!, new EachProgress<KnowledgeBuildProgress>(progress => shares.Report(Share(progress))), stop.Token));
            await context.Output.WriteLineAsync(result.GetValue(json)
                ? JsonSerializer.Serialize(built, KnowledgeJson.Default.KnowledgeBuildResult)
                : ToText(result.GetValue(output)!, built, context.Clock.GetElapsedTime(start)));
            return 0;
        });
        return command;
    }

    static KnowledgeBuildOptions Options(double memory, int threads, string? temporary)
    {
        var least = KnowledgeBuildOptions.LeastMemory / (double)(1 << 30);
        if (!(memory >= least && memory <= 1 << 20))
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--memory is {memory}, expected at least {least} GiB."));
        if (threads < 0)
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--threads is {threads}, expected 0 or more."));
        return new KnowledgeBuildOptions { Memory = (long)(memory * (1 << 30)), Threads = threads, TemporaryFolder = temporary };
    }

    static double Share(KnowledgeBuildProgress progress)
    {
        var stage = (int)progress.Stage;
        return StageShares.Take(stage).Sum() + (StageShares[stage] * progress.Done / Math.Max(1, progress.Total));
    }

    static string ToText(string path, KnowledgeBuildResult built, TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {built.Triples:N0} statements ({built.Statements - built.Triples:N0} repeated) and {built.Terms:N0} terms in {elapsed.TotalSeconds:F1} s, {built.Pieces} sorted piece{(built.Pieces == 1 ? "" : "s")}
        store  {path}  {built.FileLength / 1e6:F1} MB
        """);
}
