using System.Security.Cryptography;
using System.Text;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>A folder and all that is in it: what a task begins with, or what it must end with. Written as a script that makes it or as one that checks it.</summary>
/// <param name="root">The folder's absolute path.</param>
sealed class FileTree(string root)
{
    static readonly string CheckTemplate = EmbeddedText.Read("OperatingSystem/Generation/CheckTree.txt");

    readonly SortedDictionary<string, TreeEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>The folder's absolute path.</summary>
    public string Root => root;

    /// <summary>All entries but the root, by path.</summary>
    public IEnumerable<TreeEntry> Entries => _entries.Values;

    /// <summary>The regular files, by path.</summary>
    public IEnumerable<TreeEntry> Files => _entries.Values.Where(entry => entry.IsFile);

    /// <summary>The folders, by path, without the root.</summary>
    public IEnumerable<TreeEntry> Folders => _entries.Values.Where(entry => entry.Kind == TreeEntryKind.Folder);

    /// <summary>The entry at a relative path.</summary>
    public TreeEntry this[string path] => _entries[path];

    /// <summary>True where there is something at a relative path.</summary>
    public bool Has(string path) => _entries.ContainsKey(path);

    /// <summary>The absolute path of an entry.</summary>
    public string PathOf(TreeEntry entry) => $"{root}/{entry.Path}";

    /// <summary>Adds or replaces an entry, and adds the folders above it.</summary>
    public TreeEntry Add(TreeEntry entry)
    {
        if (entry.Folder is { Length: > 0 } folder && !Has(folder))
            Add(new TreeEntry { Path = folder, Kind = TreeEntryKind.Folder });
        return _entries[entry.Path] = entry;
    }

    /// <summary>Adds or replaces a file.</summary>
    public TreeEntry AddFile(string path, string content) => Add(new TreeEntry { Path = path, Content = content });

    /// <summary>Takes an entry away.</summary>
    public void Remove(string path) => _entries.Remove(path);

    /// <summary>The same tree, to be changed apart.</summary>
    public FileTree Copy()
    {
        var copy = new FileTree(root);
        foreach (var entry in Entries)
            copy.Add(entry);
        return copy;
    }

    /// <summary>The script that makes it. Users and groups that own something must be there.</summary>
    public string MakingScript()
    {
        var script = new StringBuilder();
        Line(script, $"mkdir -p {string.Join(' ', Folders.Select(PathOf).Prepend(root))}");
        Line(script, $"cd {root}");
        foreach (var file in Files)
            Line(script, ShellText.WriteFile(file.Path, file.Content));
        foreach (var link in _entries.Values.Where(entry => entry.Kind == TreeEntryKind.Link))
            Line(script, $"ln -s {link.Content} {link.Path}");
        foreach (var group in _entries.Values.Where(entry => (entry.Owner, entry.Group) != ("root", "root")).GroupBy(entry => $"{entry.Owner}:{entry.Group}", StringComparer.Ordinal))
            Line(script, $"chown -h {group.Key} {Paths(group)}");
        foreach (var group in _entries.Values.Where(entry => entry.Mode is not null && entry.Kind != TreeEntryKind.Link).GroupBy(entry => entry.Mode, StringComparer.Ordinal))
            Line(script, $"chmod {group.Key} {Paths(group)}");
        foreach (var group in _entries.Values.Where(entry => entry.Modified is not null).GroupBy(entry => entry.Modified, StringComparer.Ordinal))
            Line(script, $"touch -h -d '{group.Key}' {Paths(group)}");
        return script.ToString().TrimEnd('\n');
    }

    /// <summary>The Python program that exits with 0 where the folder holds exactly this, and with 1 otherwise.</summary>
    public string CheckingProgram()
    {
        var lines = Entries.Select(entry => string.Join('|',
            entry.Path,
            entry.Kind switch { TreeEntryKind.File => "file", TreeEntryKind.Folder => "folder", _ => "link" },
            entry.Kind == TreeEntryKind.Link ? "*" : entry.Mode ?? "*",
            entry.Owner,
            entry.Group,
            entry.Kind switch { TreeEntryKind.File => Digest(entry.Content), TreeEntryKind.Folder => "", _ => entry.Content }));
        return CheckTemplate
            .Replace("{root}", root, StringComparison.Ordinal)
            .Replace("{expected}", string.Join('\n', lines), StringComparison.Ordinal);
    }

    /// <summary>What a check compares of a file's text: line ends at its end do not count.</summary>
    public static string Digest(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.TrimEnd('\n'))))[..20];

    static string Paths(IEnumerable<TreeEntry> entries) => string.Join(' ', entries.Select(entry => entry.Path));

    static void Line(StringBuilder script, string line) => script.Append(line).Append('\n');
}
