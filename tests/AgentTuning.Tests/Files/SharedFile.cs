using System.Runtime.CompilerServices;

namespace AgentTuning.Tests.Files;

/// <summary>Real data beside the checkout; tests that need it skip where it is absent, but not on the build server.</summary>
static class SharedFile
{
    public static string Find(string path)
    {
        var root = Environment.GetEnvironmentVariable("AGENTTUNING_SHARED") is { Length: > 0 } given ? given : Path.Combine(RepositoryRoot(), "..", "shared");
        var full = Path.GetFullPath(Path.Combine(root, path));
        if (File.Exists(full))
            return full;

        var reason = $"{full} is absent. Set AGENTTUNING_SHARED to the folder that holds {path}.";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
        return full;
    }

    static string RepositoryRoot([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
