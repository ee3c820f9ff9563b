using System.Collections.Immutable;
using AgentTuning.Environments.OperatingSystem.Generation;
using AgentTuning.Environments.OperatingSystem.Judging;
using AgentTuning.Environments.OperatingSystem.Official;
using AgentTuning.Environments.OperatingSystem.Reference;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>The data sheet of the operating-system environment (AgentBench's OS interaction).</summary>
public static class OperatingSystemDefinition
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "os";

    const string Component = "sandboxes";

    /// <summary>The data sheet.</summary>
    public static EnvironmentDefinition Create() => new()
    {
        Name = Name,
        Summary = "Questions about a Linux machine and orders to change it, solved in its shell (AgentBench, OS interaction).",
        Kind = EnvironmentKind.HeldIn,
        Version = "1",
        SystemPrompt = "You are a helpful, respectful and honest assistant.",
        Prompt = OpeningTurns.Instruction,
        MaxTurns = OperatingSystemEnvironment.MaxRounds,
        MaxReplyTokens = 512,
        Metric = "share of the tasks that are solved",
        Engines = SandboxProviders.Names,
        OpenTasks = OpenTasks,
        OpenAsync = OpenAsync,
        CreateReferenceAgent = (task, options) => new OperatingSystemReferenceAgent(task, options),
        DomainTexts = seed => new Text.OperatingSystemText(seed).Paragraphs(),
        FindComponentsAsync = FindComponentsAsync,
    };

    /// <summary>Opens what runs reference solutions against their own checks, with the same options as an episode.</summary>
    /// <exception cref="ArgumentException">An option is unknown or malformed.</exception>
    /// <exception cref="EnvironmentException">A component is missing.</exception>
    public static TaskChecker OpenChecker(EnvironmentOptions options)
    {
        var settings = OperatingSystemSettings.From(options);
        return new TaskChecker(Provider(options, settings), settings);
    }

    static ITaskSet OpenTasks(TaskSource source) => source.Path is { } path
        ? new AgentBenchOperatingSystemTasks(path, source.Split, source.Scripts)
        : new GeneratedOperatingSystemTasks(source.Split, source.Seed);

    static ValueTask<IEnvironmentHost> OpenAsync(EnvironmentOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var settings = OperatingSystemSettings.From(options);
        return ValueTask.FromResult<IEnvironmentHost>(new OperatingSystemHost(Provider(options, settings), settings));
    }

    static ISandboxProvider Provider(EnvironmentOptions options, OperatingSystemSettings settings)
    {
        try
        {
            return SandboxProviders.Create(options, settings.Clock);
        }
        catch (SandboxException exception)
        {
            throw new EnvironmentException($"The os environment has no machines: {exception.Message}", exception);
        }
    }

    // One way to make machines is enough.
    static async ValueTask<ImmutableArray<ComponentStatus>> FindComponentsAsync(CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        foreach (var engine in SandboxProviders.Names)
        {
            if (await SandboxProviders.FindFaultAsync(new EnvironmentOptions { Engine = engine }, OperatingSystemTask.DefaultImage, TimeProvider.System, cancellationToken) is not { } fault)
                return [new ComponentStatus(Component, IsPresent: true, IsRequired: true, engine == SandboxProviders.Namespaces ? engine : $"{engine} (--engine {engine})")];
            faults.Add($"{engine}: {fault}");
        }
        return [new ComponentStatus(Component, IsPresent: false, IsRequired: true, $"none of the ways works. {string.Join(" ", faults)}")];
    }
}
