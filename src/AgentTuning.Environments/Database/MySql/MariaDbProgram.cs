namespace AgentTuning.Environments.Database.MySql;

/// <summary>Finds MariaDB's programs on this machine.</summary>
/// <param name="Server">The server, <c>mariadbd</c>.</param>
/// <param name="Installer">The program that makes a data folder, <c>mariadb-install-db</c>.</param>
sealed record MariaDbProgram(string Server, string Installer)
{
    /// <summary>What to tell a user who has none.</summary>
    public const string HowToInstall =
        "not found. Install it (apt-get install mariadb-server, dnf install mariadb-server, brew install mariadb) or name a server with the setting connection-string";

    static readonly string[] OtherFolders = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin", "/usr/libexec", "/opt/homebrew/bin", "/opt/homebrew/opt/mariadb/bin"];

    /// <summary>The programs, or null where one of them is missing.</summary>
    public static MariaDbProgram? Find() =>
        FindFile("mariadbd") is { } server && FindFile("mariadb-install-db") is { } installer ? new MariaDbProgram(server, installer) : null;

    static string? FindFile(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(OtherFolders)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
