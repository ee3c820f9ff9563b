using System.Globalization;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem.Official;

/// <summary>Where AgentBench keeps problems and their scripts: <c>data/N</c> with <c>scripts/N</c>, <c>data/dev.json</c> with <c>scripts/dev</c>, <c>train_0317</c> with <c>scripts/7</c>.</summary>
static class OfficialLayout
{
    const string DataFolder = "data";
    const string ScriptsFolder = "scripts";
    const string DevelopmentFile = "dev.json";
    const string TrainingPrefix = "train";
    const string TrainingScripts = "7";

    static readonly EnumerationOptions Plain = new() { IgnoreInaccessible = false, RecurseSubdirectories = false };

    /// <summary>The files of a path, in a fixed order.</summary>
    /// <param name="path">A file, a folder of files, or the benchmark's whole <c>os_interaction</c> folder or its <c>data</c>, of which the split's part is taken.</param>
    /// <param name="split">The part of a whole folder.</param>
    /// <param name="scripts">The folder that scripts are named from, or one that holds a folder for each part; null leaves it to the layout.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or none in the folder.</exception>
    public static IReadOnlyList<ProblemFile> Find(string path, TaskSplit split, string? scripts)
    {
        if (scripts is not null && !Directory.Exists(scripts))
            throw new FileNotFoundException($"There is no folder {scripts} of scripts.", scripts);
        if (File.Exists(path))
            return IsProblemFile(path) ? [Describe(path, scripts)] : throw new FileNotFoundException($"The file {path} ends neither with .json nor with .jsonl.", path);
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"There is no file or folder {path}.", path);
        var files = Root(path) is { } root ? PartOf(root, split) : FilesOf(path);
        return [.. files.Select(file => Describe(file, scripts))];
    }

    // The whole folder holds data and scripts; its data folder may be named instead.
    static string? Root(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(Path.Combine(full, DataFolder)))
            return full;
        return Path.GetFileName(full) == DataFolder && Path.GetDirectoryName(full) is { } parent && Directory.Exists(Path.Combine(parent, ScriptsFolder)) ? parent : null;
    }

    static string[] PartOf(string root, TaskSplit split)
    {
        var data = Path.Combine(root, DataFolder);
        return split switch
        {
            TaskSplit.Development => FileOf(Path.Combine(data, DevelopmentFile), root, "dev"),
            TaskSplit.Test => TestFiles(data, root),
            _ => Directory.EnumerateDirectories(root, TrainingPrefix + "*", Plain).Order(StringComparer.Ordinal).SelectMany(FilesOf).ToArray() is { Length: > 0 } files
                ? files
                : throw new FileNotFoundException($"The folder {root} holds no folder train_… with problems, which is the train part. Choose --split dev or test, or name a file.", root),
        };
    }

    static string[] FileOf(string file, string root, string part) =>
        File.Exists(file) ? [file] : throw new FileNotFoundException($"The folder {root} holds no {Path.GetRelativePath(root, file)}, which is the {part} part. Choose another --split, or name a file.", file);

    static string[] TestFiles(string data, string root)
    {
        string[] files =
        [
            .. Directory.EnumerateDirectories(data, "*", Plain)
                .Select(folder => (Folder: folder, Number: int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1))
                .Where(part => part.Number >= 0)
                .OrderBy(part => part.Number)
                .SelectMany(part => FilesOf(part.Folder)),
        ];
        return files.Length > 0 ? files : throw new FileNotFoundException($"The folder {root} holds no data/1, data/2 and so on, which are the test part. Choose --split dev or train, or name a file.", root);
    }

    static string[] FilesOf(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", Plain).Where(IsProblemFile).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new FileNotFoundException($"The folder {folder} holds no .json or .jsonl file.", folder);
    }

    static bool IsProblemFile(string path) => path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".jsonl", StringComparison.Ordinal);

    static ProblemFile Describe(string path, string? given)
    {
        var full = Path.GetFullPath(path);
        var file = Path.GetFileName(full);
        var folder = Path.GetDirectoryName(full)!;
        var above = Path.GetDirectoryName(folder);
        var (root, part) = (Path.GetFileName(folder), above) switch
        {
            (DataFolder, { } top) => (top, Path.GetFileNameWithoutExtension(file)),
            (var name, { } top) when Path.GetFileName(top) == DataFolder => (Path.GetDirectoryName(top), name),
            (var name, { } top) when name.StartsWith(TrainingPrefix, StringComparison.Ordinal) && Directory.Exists(Path.Combine(top, ScriptsFolder)) => (top, name),
            _ => (null, null),
        };
        if (root is null || part is null)
            return new ProblemFile(full, file, null, given ?? Beside(folder));
        var own = part.StartsWith(TrainingPrefix, StringComparison.Ordinal) ? TrainingScripts : part;
        return new ProblemFile(full, Path.GetRelativePath(root, full).Replace('\\', '/'), part, given is null ? Path.Combine(root, ScriptsFolder, own) : Within(given, own));
    }

    static string Within(string given, string part) => Path.Combine(given, part) is var own && Directory.Exists(own) ? own : given;

    static string Beside(string folder) => Path.Combine(folder, ScriptsFolder) is var scripts && Directory.Exists(scripts) ? scripts : folder;
}
