using System.Globalization;
using AgentTuning.Environments.OperatingSystem.Shell;
using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>The user's choices for the operating-system environment, checked; those of the sandboxes are read by their provider.</summary>
public sealed record OperatingSystemSettings
{
    const string ProfileName = "profile";
    const string EscapeCodesName = "escape-codes";
    const string CommandSecondsName = "command-seconds";
    const string SilenceSecondsName = "silence-seconds";
    const string ScriptSecondsName = "script-seconds";
    const string ImageName = "image";
    const string NetworkName = "network";
    const string MemoryName = "memory-mib";
    const string DiskName = "disk-mib";
    const string ProcessesName = "processes";

    /// <summary>The names of the settings, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [CommandSecondsName, DiskName, EscapeCodesName, ImageName, MemoryName, NetworkName, ProcessesName, ProfileName, ScriptSecondsName, SilenceSecondsName];

    /// <summary>The rules. Default: those of the paper.</summary>
    public OperatingSystemProfile Profile { get; init; }

    /// <summary>True where the agent sees escape codes and prompts. Default: as the profile has it.</summary>
    public bool ShowsEscapeCodes { get; init; } = true;

    /// <summary>The image of every task; null takes the task's.</summary>
    public string? Image { get; init; }

    /// <summary>True where machines know no user but root, and tasks that need more are refused.</summary>
    public bool HasRootOnly { get; init; }

    /// <summary>True for machines with a network. Default false.</summary>
    public bool HasNetwork { get; init; }

    /// <summary>What an init script and a check may take each. Default 120 s.</summary>
    public TimeSpan ScriptLimit { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>What a machine may use.</summary>
    public SandboxLimits Limits { get; init; } = new();

    /// <summary>How long the shell is listened to.</summary>
    internal ShellOptions Shell { get; init; } = new();

    /// <summary>The time that the shell is listened to by.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads the options of the command line.</summary>
    /// <exception cref="ArgumentException">An engine or a setting's name is unknown, or a value malformed; the message names what there is.</exception>
    public static OperatingSystemSettings From(EnvironmentOptions options)
    {
        string[] known = [.. Names.Concat(SandboxProviders.SettingNames).Order(StringComparer.Ordinal)];
        foreach (var name in options.Settings.Keys.Where(name => !known.Contains(name, StringComparer.Ordinal)))
            throw new ArgumentException($"The os environment has no setting '{name}'; it has {string.Join(", ", known)}.");
        if (options.Engine is { } engine && !SandboxProviders.Names.Contains(engine))
            throw new ArgumentException($"The os environment has no engine '{engine}'; it has {string.Join(", ", SandboxProviders.Names)}.");
        var profile = options.Settings.GetValueOrDefault(ProfileName) switch
        {
            null or "paper" => OperatingSystemProfile.Paper,
            "v0.2" => OperatingSystemProfile.V02,
            "function-calling" => OperatingSystemProfile.FunctionCalling,
            var other => throw Fault(ProfileName, other, "paper, v0.2 or function-calling"),
        };
        var limits = new SandboxLimits();
        return new OperatingSystemSettings
        {
            Profile = profile,
            ShowsEscapeCodes = options.Settings.GetValueOrDefault(EscapeCodesName) switch
            {
                null => profile == OperatingSystemProfile.Paper,
                "keep" => true,
                "strip" => false,
                var other => throw Fault(EscapeCodesName, other, "keep or strip"),
            },
            HasRootOnly = options.Engine == SandboxProviders.Unprivileged,
            Image = options.Settings.GetValueOrDefault(ImageName),
            HasNetwork = options.Settings.GetValueOrDefault(NetworkName) switch
            {
                null or "false" => false,
                "true" => true,
                var other => throw Fault(NetworkName, other, "true or false"),
            },
            ScriptLimit = Seconds(options, ScriptSecondsName, 120),
            Limits = limits with
            {
                MemoryBytes = (long)Number(options, MemoryName, limits.MemoryBytes >> 20, 16, 1 << 20) << 20,
                DiskBytes = (long)Number(options, DiskName, limits.DiskBytes >> 20, 1, 1 << 20) << 20,
                Processes = (int)Number(options, ProcessesName, limits.Processes, 8, 1 << 20),
            },
            Shell = new ShellOptions { Silence = Seconds(options, SilenceSecondsName, 5), Limit = Seconds(options, CommandSecondsName, 30) },
        };
    }

    static TimeSpan Seconds(EnvironmentOptions options, string name, double otherwise) => TimeSpan.FromSeconds(Number(options, name, otherwise, 0.1, 3600));

    static double Number(EnvironmentOptions options, string name, double otherwise, double least, double most)
    {
        if (options.Settings.GetValueOrDefault(name) is not { } text)
            return otherwise;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Fault(name, text, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
    }

    static ArgumentException Fault(string name, string found, string wanted) => new($"The setting '{name}' is '{found}', expected {wanted}.");
}
