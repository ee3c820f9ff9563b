using System.Collections.Immutable;
using AgentTuning.Environments.Sandboxes.Images;
using AgentTuning.Environments.Sandboxes.Namespaces;

namespace AgentTuning.Environments.Sandboxes;

/// <summary>The ways to make sandboxes, by name.</summary>
public static class SandboxProviders
{
    /// <summary>Linux namespaces on an image of the tool's own; needs root.</summary>
    public const string Namespaces = "namespaces";

    /// <summary>The names, the default first.</summary>
    public static ImmutableArray<string> Names { get; } = [Namespaces];

    /// <summary>The names of the settings that providers read, sorted.</summary>
    public static ImmutableArray<string> SettingNames { get; } = ["images"];

    /// <summary>Makes a provider.</summary>
    /// <param name="options">Engine (one of <see cref="Names"/>) and the setting <c>images</c>, the folder of images.</param>
    /// <param name="clock">Measures time limits.</param>
    /// <exception cref="SandboxException">This machine cannot do it; the message says what is missing.</exception>
    public static ISandboxProvider Create(EnvironmentOptions options, TimeProvider clock)
    {
        var images = new SandboxImages(options.Settings.GetValueOrDefault("images") ?? SandboxImages.DefaultFolder);
        return (options.Engine ?? Namespaces) switch
        {
            Namespaces => new NamespaceProvider(images, clock),
            var other => throw new SandboxException($"There is no way '{other}' to make sandboxes. There are: {string.Join(", ", Names)}."),
        };
    }
}
