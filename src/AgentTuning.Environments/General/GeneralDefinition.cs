using AgentTuning.Tasks;

namespace AgentTuning.Environments.General;

/// <summary>The data sheet of the general conversations.</summary>
public static class GeneralDefinition
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "general";

    /// <summary>The most questions of a task.</summary>
    internal const int MaxTurns = 2;

    /// <summary>The system prompt of every general conversation.</summary>
    public static string SystemPrompt { get; } = EmbeddedText.Read("General/Prompt.md").Trim();

    /// <summary>The data sheet.</summary>
    public static EnvironmentDefinition Create() => new()
    {
        Name = Name,
        Summary = "Short questions of general ability with exact answers: copying, reading, strings, lists, arithmetic, dates, choice, small talk.",
        Kind = EnvironmentKind.General,
        Version = "1",
        SystemPrompt = SystemPrompt,
        Prompt = "", // the question itself opens the episode
        MaxTurns = MaxTurns,
        MaxReplyTokens = 128,
        Metric = "share of tasks whose replies are all right",
        OpenTasks = OpenTasks,
        OpenAsync = OpenAsync,
        CreateReferenceAgent = (task, options) => new GeneralReferenceAgent(task, options),
    };

    static ITaskSet OpenTasks(TaskSource source) => source.Path is { } path
        ? new GeneralTaskFile(path, source.Split)
        : new GeneralTaskSet(source.Split, source.Seed);

    static ValueTask<IEnvironmentHost> OpenAsync(EnvironmentOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (options.Engine is { } engine)
            throw new ArgumentException($"The general environment has no engine '{engine}'; it has none to choose from. Leave --engine out.");
        foreach (var setting in options.Settings.Keys)
            throw new ArgumentException($"The general environment has no setting '{setting}'; it has none at all. Leave it out.");
        return ValueTask.FromResult<IEnvironmentHost>(new GeneralHost());
    }
}
