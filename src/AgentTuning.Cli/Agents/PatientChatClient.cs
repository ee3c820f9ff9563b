using System.ClientModel;
using AgentTuning.Agents;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;

namespace AgentTuning.Cli.Agents;

/// <summary>Asks again where the endpoint may answer later: exponential waits with jitter, or the wait that the endpoint asks for.</summary>
/// <remarks>
/// About two minutes of waiting per reply. An endpoint that has never been reached gets a few seconds only, and one that has outlasted
/// the patience of one reply gets no second chance from the others until it answers again. Safe for several callers at once.
/// </remarks>
sealed class PatientChatClient : DelegatingChatClient
{
    const int MostRetries = 8;
    const int MostRetriesUnreached = 2;

    static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    static readonly TimeSpan LongestAskedWait = TimeSpan.FromMinutes(2);

    readonly ResiliencePipeline _pipeline;
    volatile bool _wasReached;
    volatile bool _isDown;

    public PatientChatClient(IChatClient inner, int seed, TimeProvider clock)
        : base(inner)
    {
        var gate = new Lock();
        var random = new Random(seed);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = arguments => ValueTask.FromResult(IsWorthAnotherTry(arguments.Outcome.Exception, arguments.AttemptNumber)),
                MaxRetryAttempts = MostRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstWait,
                MaxDelay = LongestWait,
                DelayGenerator = arguments => ValueTask.FromResult(AskedWait(arguments.Outcome.Exception)),
                Randomizer = () =>
                {
                    lock (gate)
                        return random.NextDouble();
                },
            })
            .Build();
    }

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var response = await _pipeline.ExecuteAsync(async token => await base.GetResponseAsync(messages, options, token), cancellationToken);
            _wasReached = true;
            _isDown = false;
            return response;
        }
        catch (AgentException exception) when (exception.IsTransient)
        {
            _isDown = true;
            throw;
        }
    }

    bool IsWorthAnotherTry(Exception? exception, int attempt)
    {
        if (exception is not AgentException { IsTransient: true } fault)
            return false;
        var isAnswer = fault.InnerException is ClientResultException { Status: not 0 };
        if (isAnswer)
            _wasReached = true;
        return !_isDown && (_wasReached || attempt < MostRetriesUnreached);
    }

    static TimeSpan? AskedWait(Exception? exception) =>
        exception is AgentException { RetryAfter: { } asked } ? TimeSpan.FromTicks(Math.Min(asked.Ticks, LongestAskedWait.Ticks)) : null;
}
