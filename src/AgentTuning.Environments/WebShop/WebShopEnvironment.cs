using System.Collections.Immutable;
using AgentTuning.Conversations;
using AgentTuning.Environments.WebShop.Pages;
using AgentTuning.Environments.WebShop.Scoring;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.WebShop;

/// <summary>The world of one shopping episode (AgentBench, in one of its editions).</summary>
sealed class WebShopEnvironment(WebShopSettings settings, ShopShelf shops) : IEnvironment
{
    readonly ShoppingDialogue _dialogue = new(settings.Edition);
    readonly ObservationHistory _history = new(settings.PreviousObservations, settings.PreviousActions);
    ShopSession? _session;
    string _observation = "";
    int _rounds;
    int _invalidReplies;
    int _formatFailures;
    double _reward;

    public async Task<Observation> ResetAsync(AgentTask task, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var shopping = WebShopTask.FromJson(task.Data);
            var shop = await shops.OpenAsync(shopping.Catalogue, cancellationToken);
            if (shopping.Goal >= shop.Goals.Count)
                throw new InvalidDataException($"'goal' is {shopping.Goal}, but the shop has {shop.Goals.Count} goals, numbered from 0. Is it the catalogue that the task was made for?");
            _session = new ShopSession(shop, shop.Goals[shopping.Goal], new ShopSessionOptions
            {
                Id = FormattableString.Invariant($"{shopping.Goal}"),
                ShowsAttributes = settings.ShowsAttributes,
                Seed = task.Seed,
            });
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"Task {task.Id} cannot be set: {exception.Message}", exception);
        }

        (_rounds, _invalidReplies, _formatFailures, _reward) = (0, 0, 0, 0);
        _observation = _history.Start(Shown(_session.Page));
        return _dialogue.Open(_observation, Actions(_session));
    }

    public Task<StepResult> StepAsync(Turn reply, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var session = Opened();
        _rounds++;
        return Task.FromResult(settings.Edition == WebShopEdition.FunctionCalling ? StepByTool(session, reply) : StepByText(session, reply));
    }

    public Task<Grade> GradeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var session = Opened();
        var metrics = ImmutableSortedDictionary<string, double>.Empty
            .Add("rounds", _rounds)
            .Add("format_failures", _formatFailures)
            .Add(Grade.InvalidReplies, _invalidReplies);
        return Task.FromResult(new Grade
        {
            Reward = _reward,
            Metrics = session.Score is { } score ? metrics.AddRange(ScoreParts.Of(score).Select(part => KeyValuePair.Create(part.Name, part.Value))) : metrics,
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    StepResult StepByText(ShopSession session, Turn reply)
    {
        if (WebShopReply.FindAction(reply.Text, needsLineEnd: settings.Edition == WebShopEdition.Paper) is not { } action)
        {
            _invalidReplies++;
            _formatFailures++;
            return StepResult.End(EpisodeEnding.InvalidFormat);
        }

        return Act(session, action) ?? StepResult.Continue(ShoppingDialogue.Answer(_observation, Actions(session)));
    }

    StepResult StepByTool(ShopSession session, Turn reply)
    {
        if (reply.ToolCalls is not [var call, ..])
        {
            _observation = ShoppingDialogue.NoToolCall;
            return Complain(() => ShoppingDialogue.Answer(_observation, Actions(session)));
        }

        if (!ShopTool.TryRead(call, out var action))
            return Complain(() => ShoppingDialogue.RefuseCall(_observation, Actions(session)));
        return action is null
            ? Complain(() => ShoppingDialogue.Answer(_observation, Actions(session)))
            : Act(session, action) ?? StepResult.Continue(ShoppingDialogue.Answer(call, action, _observation, Actions(session)));
    }

    // A turn without a call that can be read is spent.
    StepResult Complain(Func<Observation> answer)
    {
        _invalidReplies++;
        return _rounds >= settings.MaxRounds ? StepResult.End(EpisodeEnding.TurnLimit) : StepResult.Continue(answer());
    }

    // Null where the episode goes on.
    StepResult? Act(ShopSession session, string action)
    {
        var step = session.Step(action);
        if (!step.IsAccepted)
            _invalidReplies++;
        _reward = step.Reward;
        _observation = _history.Next(action, Shown(session.Page));
        return step.IsDone ? StepResult.End(EpisodeEnding.Completed) : _rounds >= settings.MaxRounds ? StepResult.End(EpisodeEnding.TurnLimit) : null;
    }

    string Shown(ShopPage page) => settings.Observation switch
    {
        ObservationMode.Rich => PageText.Rich(page),
        ObservationMode.Url => page.Url,
        _ => PageText.Plain(page),
    };

    static string Actions(ShopSession session) => AvailableActions.Text(session.Page.HasSearchBar, session.Clickables);

    ShopSession Opened() => _session ?? throw new InvalidOperationException("The environment has no task yet: call ResetAsync first.");
}
