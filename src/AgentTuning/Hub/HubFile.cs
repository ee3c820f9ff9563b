namespace AgentTuning.Hub;

/// <summary>A file of a revision.</summary>
/// <param name="Name">Its path in the repository.</param>
/// <param name="Size">In bytes; null where the server does not say.</param>
/// <param name="Hash">SHA-256 of a large file, git's SHA-1 of a small one; null where the server does not say.</param>
public sealed record HubFile(string Name, long? Size, string? Hash);
