using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Sandboxes.Images;

namespace AgentTuning.Environments.Tests.Sandboxes;

/// <summary>Sandboxes as the tests start them.</summary>
static class Sandboxes
{
    /// <summary>A provider with the image that the tests use; skips the test, or in CI fails it, where this machine has none.</summary>
    /// <param name="engine">The way to make them.</param>
    /// <param name="ready">How many are kept ready.</param>
    public static ISandboxProvider Provider(string engine, int ready = 0)
    {
        try
        {
            new SandboxImages(SandboxImages.DefaultFolder).Find("default");
            return engine == SandboxProviders.Unprivileged && Environment.IsPrivilegedProcess
                ? UnprivilegedUser.Provider(ready)
                : SandboxProviders.Create(Options(engine, ready), TimeProvider.System);
        }
        catch (SandboxException exception)
        {
            Components.Missing(exception.Message);
            throw;
        }
    }

    /// <summary>A request that a provider can meet: not all have users and setuid programs.</summary>
    public static SandboxRequest Request(string engine) => new() { NeedsSetuid = engine != SandboxProviders.Unprivileged };

    static EnvironmentOptions Options(string engine, int ready) => new()
    {
        Engine = engine,
        Settings = engine == SandboxProviders.Docker
            ? ImmutableSortedDictionary<string, string>.Empty.Add("docker-endpoint", PodmanEngine.Endpoint)
            : ImmutableSortedDictionary<string, string>.Empty.Add("ready", ready.ToString(CultureInfo.InvariantCulture)),
    };

    public static Task<SandboxResult> RunAsync(this ISandbox sandbox, string script, TimeSpan? limit = null) =>
        sandbox.ExecuteAsync(SandboxCommand.Bash(script) with { TimeLimit = limit ?? TimeSpan.FromSeconds(30) }, TestContext.Current.CancellationToken);

    public static string Text(this SandboxResult result) => Encoding.UTF8.GetString(result.Output);

    /// <summary>What a terminal prints until a text comes, or the program ends.</summary>
    public static async Task<string> ReadUntilAsync(this ISandboxTerminal terminal, string end)
    {
        var (buffer, text) = (new byte[4096], new StringBuilder());
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(30));
        while (!text.ToString().Contains(end, StringComparison.Ordinal) && await terminal.ReadAsync(buffer, timeout.Token) is > 0 and var count)
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        return text.ToString();
    }
}
