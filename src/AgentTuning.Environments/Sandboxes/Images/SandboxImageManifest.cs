using System.Collections.Immutable;

namespace AgentTuning.Environments.Sandboxes.Images;

/// <summary>What an image was made of (<c>image.json</c>).</summary>
public sealed record SandboxImageManifest
{
    /// <summary>The image's name.</summary>
    public required string Name { get; init; }

    /// <summary>Raised whenever images are made otherwise; images of other versions are made anew.</summary>
    public required int Version { get; init; }

    /// <summary>The release of the distribution, such as <c>bookworm</c>.</summary>
    public required string Suite { get; init; }

    /// <summary>SHA-256 over the version and the packages: equal for equal images.</summary>
    public required string Hash { get; init; }

    /// <summary>Bytes on the disk.</summary>
    public required long Bytes { get; init; }

    /// <summary>Every package with its version, as <c>name=version</c>, sorted.</summary>
    public required ImmutableArray<string> Packages { get; init; }
}
