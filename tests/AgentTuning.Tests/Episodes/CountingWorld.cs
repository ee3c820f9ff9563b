using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Environments;
using AgentTuning.Tasks;

namespace AgentTuning.Tests.Episodes;

/// <summary>A world that wants to hear <c>stop</c>, and in which any part can be replaced by one that breaks.</summary>
sealed class CountingWorld : IEnvironmentHost, IEnvironment
{
    int _steps;

    public Func<Task<Observation>> Reset { get; init; } = () => Task.FromResult(Observation.FromText("start"));

    public Func<int, Turn, StepResult> Step { get; init; } = (step, reply) =>
        reply.Text == "stop" ? StepResult.End(EpisodeEnding.Completed) : StepResult.Continue(Observation.FromText($"seen {step}"));

    public Func<Grade> Grading { get; init; } = () => new Grade { Reward = 1, Metrics = ImmutableSortedDictionary<string, double>.Empty.Add("f1", 0.5) };

    public Action Disposing { get; init; } = () => { };

    public bool IsDisposed { get; private set; }

    public bool IsGraded { get; private set; }

    public static AgentTask TaskOf(string id = "counting/1") => new()
    {
        Environment = "counting",
        Id = id,
        Split = TaskSplit.Train,
        Category = "easy",
        Data = JsonDocument.Parse("""{"goal":3}""").RootElement,
    };

    public EnvironmentDefinition Define(string? systemPrompt = "Be brief.", int maxTurns = 3) => new()
    {
        Name = "counting",
        Summary = "Counts.",
        Kind = EnvironmentKind.HeldIn,
        Version = "1",
        SystemPrompt = systemPrompt,
        Prompt = "Say stop.",
        MaxTurns = maxTurns,
        MaxReplyTokens = 64,
        Metric = "mean reward",
        OpenTasks = _ => throw new NotSupportedException(),
        OpenAsync = (_, _) => ValueTask.FromResult<IEnvironmentHost>(this),
        CreateReferenceAgent = (_, _) => ScriptedChatClient.Replying("stop"),
    };

    public ValueTask<IEnvironment> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IEnvironment>(this);

    public Task<Observation> ResetAsync(AgentTask task, CancellationToken cancellationToken) => Reset();

    public Task<StepResult> StepAsync(Turn reply, CancellationToken cancellationToken) => Task.FromResult(Step(++_steps, reply));

    public Task<Grade> GradeAsync(CancellationToken cancellationToken)
    {
        IsGraded = true;
        return Task.FromResult(Grading());
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        Disposing();
        return ValueTask.CompletedTask;
    }
}
