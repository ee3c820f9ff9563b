using System.Runtime.CompilerServices;

namespace AgentTuning.Tests;

/// <summary>Real data beside the checkout, which tests read where it is there. On the build server it must be.</summary>
static class SharedFiles
{
    /// <summary>The path of a file under <c>data</c>; skips the test where the file is absent.</summary>
    public static string Require(string path)
    {
        var root = Environment.GetEnvironmentVariable("AGENTTUNING_SHARED") is { Length: > 0 } given
            ? given : Path.Combine(RepositoryRoot(), "..", "shared");
        var full = Path.GetFullPath(Path.Combine(root, "data", path));
        if (File.Exists(full))
            return full;

        var reason = $"{full} is absent: set AGENTTUNING_SHARED to the folder that holds data/{path}.";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
        return full;
    }

    static string RepositoryRoot([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
