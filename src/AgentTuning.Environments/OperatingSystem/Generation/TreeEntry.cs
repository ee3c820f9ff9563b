namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>A file, folder or link as a task sets it up or wants it.</summary>
sealed record TreeEntry
{
    /// <summary>Relative to the tree's root.</summary>
    public required string Path { get; init; }

    /// <summary>File, folder or link.</summary>
    public TreeEntryKind Kind { get; init; }

    /// <summary>The text of a file, or what a link points to.</summary>
    public string Content { get; init; } = "";

    /// <summary>The permissions in octal digits; null for whatever the machine gives (644 and 755), which a check then does not look at.</summary>
    public string? Mode { get; init; }

    /// <summary>The owner's name, <c>root</c> by default.</summary>
    public string Owner { get; init; } = "root";

    /// <summary>The group's name, <c>root</c> by default.</summary>
    public string Group { get; init; } = "root";

    /// <summary>When it was last changed, as <c>2021-04-17 08:30</c>, or null for now.</summary>
    public string? Modified { get; init; }

    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The folder it is in, empty for the root.</summary>
    public string Folder => Path.LastIndexOf('/') is > 0 and var slash ? Path[..slash] : "";

    /// <summary>The text after the last dot of the name, empty without one.</summary>
    public string Extension => Name.LastIndexOf('.') is > 0 and var dot ? Name[(dot + 1)..] : "";

    /// <summary>A regular file.</summary>
    public bool IsFile => Kind == TreeEntryKind.File;

    /// <summary>The size of a file in bytes.</summary>
    public int Size => Content.Length;
}
