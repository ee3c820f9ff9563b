namespace AgentTuning.Environments.Sandboxes.Images;

/// <summary>An unpacked root file system on this machine, with the owners of its files shifted by 100,000.</summary>
/// <param name="Name">As users name it.</param>
/// <param name="Folder">Holds <c>rootfs</c>, <c>tools</c> (trusted programs, not the sandbox's own), <c>scratch</c> (empty), <c>ids</c> and the manifest.</param>
/// <param name="Manifest">What it was made of.</param>
public sealed record SandboxImage(string Name, string Folder, SandboxImageManifest Manifest);
