using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Environments.Sandboxes.Docker;
using AgentTuning.Environments.Sandboxes.Images;
using AgentTuning.Environments.Sandboxes.Namespaces;
using AgentTuning.Environments.Sandboxes.Unprivileged;

namespace AgentTuning.Environments.Sandboxes;

/// <summary>The ways to make sandboxes, by name.</summary>
public static class SandboxProviders
{
    /// <summary>Linux namespaces on an image of the tool's own; needs root.</summary>
    public const string Namespaces = "namespaces";

    /// <summary>Containers of Docker or Podman.</summary>
    public const string Docker = "docker";

    /// <summary>Linux namespaces of a user who is not root, with one user inside.</summary>
    public const string Unprivileged = "unprivileged";

    /// <summary>The setting that names the folder of images.</summary>
    internal const string ImagesSetting = "images";

    /// <summary>The setting that says how many sandboxes of each kind are kept ready.</summary>
    internal const string ReadySetting = "ready";

    /// <summary>The setting that says where the container engine listens.</summary>
    internal const string EndpointSetting = "docker-endpoint";

    const int MaxReady = 64;

    /// <summary>The names, the default first.</summary>
    public static ImmutableArray<string> Names { get; } = [Namespaces, Docker, Unprivileged];

    /// <summary>The names of the settings that providers read, sorted.</summary>
    public static ImmutableArray<string> SettingNames { get; } = [EndpointSetting, ImagesSetting, ReadySetting];

    /// <summary>Makes a provider.</summary>
    /// <param name="options">Engine (one of <see cref="Names"/>) and the settings <c>images</c>, the folder of images, <c>ready</c>, how many sandboxes of each kind are kept ready, and
    /// <c>docker-endpoint</c>, the address of the container engine.</param>
    /// <param name="clock">Measures time limits.</param>
    /// <exception cref="SandboxException">This machine cannot do it; the message says what is missing.</exception>
    public static ISandboxProvider Create(EnvironmentOptions options, TimeProvider clock)
    {
        var images = Images(options);
        return (options.Engine ?? Namespaces) switch
        {
            Namespaces => new NamespaceProvider(images, Ready(options), clock),
            Docker => new DockerProvider(images, DockerEndpoint.Find(options.Settings.GetValueOrDefault(EndpointSetting), Environment.GetEnvironmentVariable, File.Exists), clock),
            Unprivileged => new UnprivilegedProvider(images, UnprivilegedImages.DefaultFolder, Ready(options), clock, []),
            var other => throw new SandboxException($"There is no way '{other}' to make sandboxes. There are: {string.Join(", ", Names)}."),
        };
    }

    /// <summary>What keeps this machine from making sandboxes in one way, found without making one; null where nothing does.</summary>
    /// <param name="options">As for <see cref="Create"/>.</param>
    /// <param name="image">The image that is wanted.</param>
    /// <param name="clock">Measures how long a container engine takes to answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<string?> FindFaultAsync(EnvironmentOptions options, string image, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var images = Images(options);
            switch (options.Engine ?? Namespaces)
            {
                case Namespaces:
                    if (NamespaceRequirements.Missing() is { } missing) return missing;
                    images.Find(image);
                    return null;
                case Unprivileged:
                    if (UnprivilegedRequirements.Missing(Environment.IsPrivilegedProcess) is { } lacking) return lacking;
                    using (var copies = new UnprivilegedImages(images, UnprivilegedImages.DefaultFolder, [])) copies.Require(image);
                    return null;
                default:
                    await using (var provider = Create(options, clock)) return provider is DockerProvider docker ? await docker.FindFaultAsync(image, cancellationToken) : null;
            }
        }
        catch (SandboxException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Where the images lie: as the setting says, else the user's, else the machine's.</summary>
    internal static SandboxImages Images(EnvironmentOptions options)
    {
        var folder = SandboxImages.DefaultFolder;
        if (!Directory.Exists(folder) && Directory.Exists(SandboxImages.MachineFolder)) folder = SandboxImages.MachineFolder;
        return new(options.Settings.GetValueOrDefault(ImagesSetting) ?? folder);
    }

    // Each start takes about a tenth of a second of one processor.
    static int Ready(EnvironmentOptions options)
    {
        if (options.Settings.GetValueOrDefault(ReadySetting) is not { } text) return Math.Clamp(Environment.ProcessorCount / 2, 1, 8);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ready) && ready <= MaxReady
            ? ready
            : throw new SandboxException($"The setting '{ReadySetting}' is '{text}', expected a number from 0 to {MaxReady}.");
    }
}
