using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Environments.Sandboxes.Docker;
using AgentTuning.Environments.Sandboxes.Images;
using AgentTuning.Environments.Sandboxes.Namespaces;

namespace AgentTuning.Environments.Sandboxes;

/// <summary>The ways to make sandboxes, by name.</summary>
public static class SandboxProviders
{
    /// <summary>Linux namespaces on an image of the tool's own; needs root.</summary>
    public const string Namespaces = "namespaces";

    /// <summary>Containers of Docker or Podman.</summary>
    public const string Docker = "docker";

    /// <summary>The setting that names the folder of images.</summary>
    internal const string ImagesSetting = "images";

    /// <summary>The setting that says how many sandboxes of each kind are kept ready.</summary>
    internal const string ReadySetting = "ready";

    /// <summary>The setting that says where the container engine listens.</summary>
    internal const string EndpointSetting = "docker-endpoint";

    const int MaxReady = 64;

    /// <summary>The names, the default first.</summary>
    public static ImmutableArray<string> Names { get; } = [Namespaces, Docker];

    /// <summary>The names of the settings that providers read, sorted.</summary>
    public static ImmutableArray<string> SettingNames { get; } = [EndpointSetting, ImagesSetting, ReadySetting];

    /// <summary>Makes a provider.</summary>
    /// <param name="options">Engine (one of <see cref="Names"/>) and the settings <c>images</c>, the folder of images, <c>ready</c>, how many sandboxes of each kind are kept ready, and
    /// <c>docker-endpoint</c>, the address of the container engine.</param>
    /// <param name="clock">Measures time limits.</param>
    /// <exception cref="SandboxException">This machine cannot do it; the message says what is missing.</exception>
    public static ISandboxProvider Create(EnvironmentOptions options, TimeProvider clock)
    {
        var images = new SandboxImages(options.Settings.GetValueOrDefault(ImagesSetting) ?? SandboxImages.DefaultFolder);
        return (options.Engine ?? Namespaces) switch
        {
            Namespaces => new NamespaceProvider(images, Ready(options), clock),
            Docker => new DockerProvider(images, DockerEndpoint.Find(options.Settings.GetValueOrDefault(EndpointSetting), Environment.GetEnvironmentVariable, File.Exists), clock),
            var other => throw new SandboxException($"There is no way '{other}' to make sandboxes. There are: {string.Join(", ", Names)}."),
        };
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
