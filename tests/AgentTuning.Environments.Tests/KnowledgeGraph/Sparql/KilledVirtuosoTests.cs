using System.Diagnostics;
using System.Globalization;
using AgentTuning.Environments.KnowledgeGraph.Sparql;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Sparql;

/// <summary>A tool that is killed while its Virtuoso runs leaves no server, no guard and no folder.</summary>
[Collection(AloneTests.Name)]
public sealed class KilledVirtuosoTests
{
    const string Variable = "AGENTTUNING_TEST_VIRTUOSO";
    const string Up = "the server is up in ";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_killed_collector_leaves_no_server_no_guard_and_no_folder()
    {
        if (VirtuosoProgram.Find() is null)
            Components.Missing($"Virtuoso was {VirtuosoProgram.HowToInstall}.");
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Entry(), "-method", $"*.{nameof(The_collector_that_is_killed)}", "-explicit", "only"]) { RedirectStandardOutput = true };
        start.Environment[Variable] = "1";
        using var collector = Process.Start(start)!;
        string? line;
        while ((line = await collector.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)) is not null && !line.Contains(Up, StringComparison.Ordinal))
        {
        }
        Assert.NotNull(line);
        var folder = line[(line.IndexOf(Up, StringComparison.Ordinal) + Up.Length)..].Trim();
        Assert.True(Directory.Exists(folder));
        Assert.InRange(Running(folder), 2, int.MaxValue); // the guard and the server

        collector.Kill(); // SIGKILL
        await collector.WaitForExitAsync(TestContext.Current.CancellationToken);

        var killed = TimeProvider.System.GetTimestamp();
        while ((Running(folder) > 0 || Directory.Exists(folder)) && TimeProvider.System.GetElapsedTime(killed) < Patience)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        Assert.Equal(0, Running(folder));
        Assert.False(Directory.Exists(folder));
    }

    [Fact(Explicit = true)]
    [Trait("Needs", "another test")]
    public async Task The_collector_that_is_killed()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(Variable) is null, "Only the test above starts this.");
        await using var server = await VirtuosoServer.StartAsync(TimeSpan.FromSeconds(60), TimeProvider.System, TestContext.Current.CancellationToken);

        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Up}{server.Folder}"));

        await Task.Delay(Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
    }

    // Under "dotnet program.dll" the program is the first argument.
    static string[] Entry() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(KilledVirtuosoTests).Assembly.Location] : [];

    static int Running(string folder) => Directory.EnumerateDirectories("/proc").Count(process => Read(Path.Combine(process, "cmdline")).Contains(folder, StringComparison.Ordinal));

    static string Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (IOException)
        {
            return ""; // it ended just now
        }
    }
}
