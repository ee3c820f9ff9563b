using System.Runtime.CompilerServices;

namespace Conventions.Tests;

/// <summary>The files of this repository, found from where this file was compiled.</summary>
static class SourceTree
{
    static readonly string[] CodeFolders = ["src", "tests", "bench"];

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    public static IReadOnlyList<string> Sources { get; } = Files("*.cs");

    public static IReadOnlyList<string> Files(string pattern) =>
    [
        .. CodeFolders
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
