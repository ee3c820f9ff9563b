namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>What an entry of a folder is.</summary>
enum TreeEntryKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,
}
