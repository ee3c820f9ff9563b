using System.Collections.Immutable;
using AgentTuning.Agents;
using AgentTuning.Conversations;
using AgentTuning.Environments;
using AgentTuning.Tasks;
using AgentTuning.Trajectories;
using Microsoft.Extensions.AI;

namespace AgentTuning.Episodes;

/// <summary>One attempt at one task, while it is played.</summary>
sealed class Episode(EnvironmentDefinition definition, IAgent agent, AgentTask task, EpisodeOptions options, TimeProvider clock)
{
    static readonly string ToolVersion = typeof(Episode).Assembly.GetName().Version!.ToString(3);

    readonly EpisodeConversation _conversation = new(definition.SystemPrompt, options.TrimsContext);
    readonly DateTimeOffset _startedAt = clock.GetUtcNow();
    readonly long _start = clock.GetTimestamp();

    // Whoever has the floor is charged for the time, and blamed for an exception.
    bool _isAgentsFloor;
    long _floorSince = clock.GetTimestamp();
    TimeSpan _agentTime;
    TimeSpan _environmentTime;

    EpisodeEnding? _ending;
    Grade? _grade;
    string? _failure;
    string? _model;
    TokenUsage? _usage;

    int MaxReplyTokens => options.MaxReplyTokens ?? definition.MaxReplyTokens;

    /// <summary>Plays to the end, whatever the end is, and releases the world.</summary>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public async Task PlayAsync(IEnvironmentHost host, int seed, CancellationToken cancellationToken)
    {
        try
        {
            var environment = await host.OpenAsync(cancellationToken);
            try
            {
                await PlayAsync(environment, seed, cancellationToken);
            }
            catch (Exception exception) when (IsFault(exception, cancellationToken))
            {
                Blame(exception);
            }
            finally
            {
                PassFloor(toAgent: false);
                await environment.DisposeAsync();
            }
        }
        catch (Exception exception) when (IsFault(exception, cancellationToken))
        {
            Blame(exception);
        }

        PassFloor(toAgent: false);
    }

    public Trajectory ToTrajectory(int attempt, int seed) => new()
    {
        Id = string.Create(null, $"{task.Id}#{attempt}"),
        Task = task.Id,
        Environment = definition.Name,
        Split = task.Split,
        Category = task.Category,
        Attempt = attempt,
        Agent = agent.Name,
        Reward = _grade?.Reward,
        Ending = _ending!.Value,
        Failure = _failure,
        Metrics = _grade?.Metrics ?? ImmutableSortedDictionary<string, double>.Empty,
        Tools = _conversation.Tools,
        Turns = _conversation.Turns,
        Provenance = new TrajectoryProvenance
        {
            EnvironmentVersion = definition.Version,
            Engine = options.Engine ?? definition.Engines.FirstOrDefault(),
            PromptHash = PromptHash.Of(definition),
            Seed = seed,
            Model = _model,
            Temperature = options.Temperature,
            MaxReplyTokens = MaxReplyTokens,
            ToolVersion = ToolVersion,
        },
        TaskData = task.Data,
        Usage = _usage,
        Timings = new EpisodeTimings(
            _startedAt, clock.GetElapsedTime(_start).TotalSeconds, _agentTime.TotalSeconds, _environmentTime.TotalSeconds),
    };

    async Task PlayAsync(IEnvironment environment, int seed, CancellationToken cancellationToken)
    {
        _conversation.Observe(await environment.ResetAsync(task, cancellationToken));
        PassFloor(toAgent: true);
        using (var client = agent.OpenEpisode(task, seed))
            _ending = await ExchangeAsync(environment, client, seed, cancellationToken);
        PassFloor(toAgent: false);
        _grade = await environment.GradeAsync(cancellationToken);
    }

    async Task<EpisodeEnding> ExchangeAsync(IEnvironment environment, IChatClient client, int seed, CancellationToken cancellationToken)
    {
        for (var replies = 0; replies < definition.MaxTurns; replies++)
        {
            PassFloor(toAgent: true);
            if (await AskAsync(client, seed, cancellationToken) is not { } reply)
                return EpisodeEnding.ContextLimit;
            _conversation.Reply(reply);

            PassFloor(toAgent: false);
            var result = await environment.StepAsync(reply, cancellationToken);
            if (result.Reward is { } reward)
                _conversation.Reward(reward);
            if (EndingOf(result) is { } ending)
                return ending;

            // What follows the last reply is seen by nobody, and so it is not recorded.
            if (replies + 1 < definition.MaxTurns)
                _conversation.Observe(result.Observation!);
        }

        return EpisodeEnding.TurnLimit;
    }

    static EpisodeEnding? EndingOf(StepResult result) => result switch
    {
        { Observation: not null, Ending: null } => null,
        { Ending: EpisodeEnding.AgentFailed or EpisodeEnding.EnvironmentFailed or EpisodeEnding.Cancelled } =>
            throw new EnvironmentException($"The environment ended the episode as {result.Ending}, which only the runner can say. An environment that breaks throws."),
        { Observation: null, Ending: { } ending } => ending,
        _ => throw new EnvironmentException("The environment gave neither or both of observation and ending, expected one."),
    };

    async Task<Turn?> AskAsync(IChatClient client, int seed, CancellationToken cancellationToken)
    {
        var chatOptions = new ChatOptions
        {
            MaxOutputTokens = MaxReplyTokens,
            Temperature = (float)options.Temperature,
            Seed = seed,
            Tools = _conversation.Declarations,
        };
        using var timeout = new CancellationTokenSource(options.ReplyTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var response = await client.GetResponseAsync(_conversation.Show(), chatOptions, either.Token);
            _model = response.ModelId ?? _model;
            if (response.Usage is { } usage)
                _usage = new TokenUsage((_usage?.InputTokens ?? 0) + (usage.InputTokenCount ?? 0), (_usage?.OutputTokens ?? 0) + (usage.OutputTokenCount ?? 0));
            return ChatTurns.FromResponse(response);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new AgentException($"No reply within {options.ReplyTimeout.TotalSeconds:0.#} s.", exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && ContextLimitRule.Matches(exception))
        {
            return null;
        }
    }

    void PassFloor(bool toAgent)
    {
        var now = clock.GetTimestamp();
        var elapsed = clock.GetElapsedTime(_floorSince, now);
        if (_isAgentsFloor)
            _agentTime += elapsed;
        else
            _environmentTime += elapsed;
        (_isAgentsFloor, _floorSince) = (toAgent, now);
    }

    static bool IsFault(Exception exception, CancellationToken cancellationToken) =>
        exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested;

    // The first fault is the one to tell; one that follows it while cleaning up is its consequence.
    void Blame(Exception exception)
    {
        _grade = null;
        if (_ending is EpisodeEnding.AgentFailed or EpisodeEnding.EnvironmentFailed)
            return;
        _ending = _isAgentsFloor ? EpisodeEnding.AgentFailed : EpisodeEnding.EnvironmentFailed;
        _failure = Describe(exception);
    }

    static string Describe(Exception exception)
    {
        var text = exception.Message;
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
            if (!text.Contains(inner.Message, StringComparison.Ordinal))
                text += $" Because: {inner.Message}";
        return text;
    }
}
