namespace AgentTuning.Environments.KnowledgeGraph.Sparql;

/// <summary>Finds Virtuoso's programs on this machine.</summary>
/// <param name="Server">The server, <c>virtuoso-t</c>.</param>
/// <param name="Sql">The program that sends it SQL, <c>isql-vt</c> or <c>isql</c>.</param>
sealed record VirtuosoProgram(string Server, string Sql)
{
    /// <summary>What to tell a user who has none.</summary>
    public const string HowToInstall =
        "not found. Install it (apt-get install --no-install-recommends virtuoso-opensource-7-bin virtuoso-opensource-7-common) or name an endpoint with engine sparql and the setting endpoint";

    static readonly string[] OtherFolders = ["/usr/bin", "/usr/local/bin", "/opt/virtuoso-opensource/bin", "/usr/local/virtuoso-opensource/bin", "/opt/homebrew/bin"];

    /// <summary>The programs, or null where one of them is missing.</summary>
    public static VirtuosoProgram? Find() =>
        FindFile("virtuoso-t") is { } server && (FindFile("isql-vt") ?? FindFile("isql")) is { } sql ? new VirtuosoProgram(server, sql) : null;

    static string? FindFile(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(OtherFolders)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
