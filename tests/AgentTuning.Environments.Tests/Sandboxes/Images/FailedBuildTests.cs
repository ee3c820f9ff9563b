using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Sandboxes.Images;

namespace AgentTuning.Environments.Tests.Sandboxes.Images;

/// <summary>Images that could not be made whole are no images, and leave nothing running.</summary>
[Collection(AloneTests.Name)]
public sealed class FailedBuildTests : IDisposable
{
    const string FolderVariable = "AGENTTUNING_TEST_IMAGES";
    const string PortVariable = "AGENTTUNING_TEST_PORT";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly string _folder = Environment.GetEnvironmentVariable(FolderVariable) ?? Directory.CreateTempSubdirectory("agenttuning-images-").FullName; // that is killed makes none

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Without_a_network_the_message_says_so_and_nothing_is_left()
    {
        Require();
        var images = new SandboxImages(_folder);

        var exception = await Assert.ThrowsAsync<SandboxException>(() => BuildAsync(images, port: 1, TestContext.Current.CancellationToken));

        Assert.StartsWith("The image 'ubuntu' could not be made from bookworm (http://127.0.0.1:1/debian). Is the network there", exception.Message, StringComparison.Ordinal);
        Assert.Empty(images.List());
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_cancelled_build_ends_its_programs_and_leaves_nothing()
    {
        Require();
        using var mirror = new TcpListener(IPAddress.Loopback, 0);
        mirror.Start();
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var building = BuildAsync(new SandboxImages(_folder), Port(mirror), impatience.Token);
        using var asking = await mirror.AcceptTcpClientAsync(TestContext.Current.CancellationToken);

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building);
        await HangsUpAsync(asking);
        Assert.Empty(Running());
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_build_whose_tool_is_killed_ends_too_and_the_next_one_clears_what_it_left()
    {
        Require();
        using var mirror = new TcpListener(IPAddress.Loopback, 0);
        mirror.Start();
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Entry(), "-method", $"*.{nameof(The_build_that_is_killed)}", "-explicit", "only"]) { RedirectStandardOutput = true };
        start.Environment[FolderVariable] = _folder;
        start.Environment[PortVariable] = Port(mirror).ToString(CultureInfo.InvariantCulture);
        using var tool = Process.Start(start)!;
        using (var asking = await mirror.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
        {
            Assert.NotEmpty(Running());

            tool.Kill(); // SIGKILL
            await tool.WaitForExitAsync(TestContext.Current.CancellationToken);

            await HangsUpAsync(asking);
            var started = TimeProvider.System.GetTimestamp();
            while (Running().Count > 0 && TimeProvider.System.GetElapsedTime(started) < Patience)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
            Assert.Empty(Running());
        }
        var images = new SandboxImages(_folder);
        Assert.Empty(images.List());
        Assert.Throws<SandboxException>(() => images.Find("ubuntu"));
        Assert.True(Directory.Exists(Path.Combine(_folder, "ubuntu.building")));

        await Assert.ThrowsAsync<SandboxException>(() => BuildAsync(images, port: 1, TestContext.Current.CancellationToken));

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact(Explicit = true)]
    [Trait("Needs", "another test")]
    public async Task The_build_that_is_killed()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(folder is null, "Only the test above starts this.");
        await BuildAsync(new SandboxImages(folder!), int.Parse(Environment.GetEnvironmentVariable(PortVariable)!, CultureInfo.InvariantCulture), TestContext.Current.CancellationToken);
    }

    static void Require()
    {
        if (SandboxImageBuilder.Missing() is { } missing) Components.Missing(missing);
    }

    // Mirrors of this machine are asked directly, whatever proxy the world is behind.
    static Task<SandboxImage> BuildAsync(SandboxImages images, int port, CancellationToken cancellationToken)
    {
        Environment.SetEnvironmentVariable("no_proxy", "127.0.0.1");
        return new SandboxImageBuilder(images).BuildAsync(SandboxImageRecipe.Of("ubuntu"), new("bookworm", [string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/debian")]), cancellationToken: cancellationToken);
    }

    // The program that fetches packages is gone: its connection ends.
    static async Task HangsUpAsync(TcpClient asking)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience);
        var buffer = new byte[4096];
        while (await asking.GetStream().ReadAsync(buffer, timeout.Token) > 0)
        {
        }
    }

    static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    static string[] Entry() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(FailedBuildTests).Assembly.Location] : [];

    // Programs that name the folder: those that make the image from what mmdebstrap fetches.
    List<string> Running() => [.. Directory.EnumerateDirectories("/proc").Select(CommandLine).Where(line => line.Contains(_folder, StringComparison.Ordinal))];

    static string CommandLine(string folder)
    {
        try
        {
            return File.Exists(Path.Combine(folder, "cmdline")) ? File.ReadAllText(Path.Combine(folder, "cmdline")) : "";
        }
        catch (IOException)
        {
            return ""; // it ended just now
        }
    }
}
