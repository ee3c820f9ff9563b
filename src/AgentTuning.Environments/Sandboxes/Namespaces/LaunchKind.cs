using AgentTuning.Environments.Sandboxes.Images;

namespace AgentTuning.Environments.Sandboxes.Namespaces;

/// <summary>What must be known before a sandbox is made ready; its name is given later.</summary>
/// <param name="Folder">The image's folder.</param>
/// <param name="Limits">What it may use.</param>
/// <param name="HasNetwork">True for the machine's network.</param>
sealed record LaunchKind(string Folder, SandboxLimits Limits, bool HasNetwork)
{
    /// <summary>The kind that a request asks for.</summary>
    public static LaunchKind Of(SandboxImage image, SandboxRequest request) => new(image.Folder, request.Limits, request.HasNetwork);
}
