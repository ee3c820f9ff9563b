using System.Collections.Immutable;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments;

/// <summary>A data sheet: everything the tool needs to know of an environment.</summary>
public sealed record EnvironmentDefinition
{
    /// <summary>The name on the command line, lower case, such as <c>database</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Summary { get; init; }

    /// <summary>Held-in, held-out or general.</summary>
    public required EnvironmentKind Kind { get; init; }

    /// <summary>Raised whenever prompt, grammar, feedback or grading change, so that results are not compared across it.</summary>
    public required string Version { get; init; }

    /// <summary>The system prompt of its conversations, or null for none.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>The instruction that opens an episode, as given to the model; its hash goes into every trajectory.</summary>
    public required string Prompt { get; init; }

    /// <summary>The most replies of the agent in an episode.</summary>
    public required int MaxTurns { get; init; }

    /// <summary>The most new tokens in one reply.</summary>
    public int MaxReplyTokens { get; init; } = 512;

    /// <summary>Trajectories below this reward are dropped by the filter (paper section 2.2: 1 everywhere, 2/3 for Mind2Web).</summary>
    public double RewardToKeep { get; init; } = 1;

    /// <summary>What the score is called and how it is made, for people: <c>mean of three category accuracies</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>
    /// Maps a task's category to the group whose mean rewards are averaged, each group weighing the same; null averages over all tasks.
    /// The Database benchmark groups everything but INSERT and UPDATE as SELECT.
    /// </summary>
    public Func<string?, string>? ScoreGroup { get; init; }

    /// <summary>The engines to choose from, the default first; empty where there is nothing to choose.</summary>
    public ImmutableArray<string> Engines { get; init; } = [];

    /// <summary>Reads the tasks of a source.</summary>
    public required Func<TaskSource, ITaskSet> OpenTasks { get; init; }

    /// <summary>Starts a host with the user's options.</summary>
    public required Func<EnvironmentOptions, CancellationToken, ValueTask<IEnvironmentHost>> OpenAsync { get; init; }

    /// <summary>
    /// Makes the agent that knows the solution of a task: it earns the full reward when it makes no mistakes.
    /// The client serves one episode and sees the conversation as any model would.
    /// </summary>
    public required Func<AgentTask, ReferenceAgentOptions, IChatClient> CreateReferenceAgent { get; init; }

    /// <summary>Endless plain text about the domain by seed, for a base model that knows the domain and has never seen the task; null where there is none.</summary>
    public Func<int, IEnumerable<string>>? DomainTexts { get; init; }

    /// <summary>
    /// The data sheet under a user's options, where these change prompt, limits or what results are compared by; null where no option does.
    /// It refuses options that the environment does not know.
    /// </summary>
    public Func<EnvironmentOptions, EnvironmentDefinition>? Configure { get; init; }

    /// <summary>Looks for the components on this machine without starting them.</summary>
    public Func<CancellationToken, ValueTask<ImmutableArray<ComponentStatus>>> FindComponentsAsync { get; init; } =
        _ => ValueTask.FromResult(ImmutableArray<ComponentStatus>.Empty);

    /// <summary>The data sheet under a user's options.</summary>
    public EnvironmentDefinition With(EnvironmentOptions options) => Configure?.Invoke(options) ?? this;
}
