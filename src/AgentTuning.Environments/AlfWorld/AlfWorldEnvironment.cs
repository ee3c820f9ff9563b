using System.Collections.Immutable;
using AgentTuning.Conversations;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Snapping;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>The world of one household episode (AgentBench, in one of its editions).</summary>
sealed class AlfWorldEnvironment(AlfWorldSettings settings, GameSource games, Demonstrations demonstrations) : IEnvironment
{
    readonly HouseholdDialogue _dialogue = new(settings.Edition);
    EqualReplies _repetition = new();
    IGame? _game;
    bool _isWon;
    int _steps;
    int _invalidReplies;
    int _nothings;
    int _snapped;

    public async Task<Observation> ResetAsync(AgentTask task, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var household = AlfWorldTask.FromJson(task.Data);
            var file = games.Open(household);
            _game = Games.Open(file, new GameOptions { Engine = settings.Engine });
            var type = household.TaskType ?? GoalKind.Of(file.Problem.Goal);
            var observation = _game.Reset().Observation;
            _repetition = new EqualReplies();
            _isWon = false;
            (_steps, _invalidReplies, _nothings, _snapped) = (0, 0, 0, 0);
            return _dialogue.Open(observation, _game.AdmissibleCommands, await demonstrations.ForAsync(household, type));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"Task {task.Id} cannot be set: {exception.Message}", exception);
        }
    }

    public Task<StepResult> StepAsync(Turn reply, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var game = Opened();
        _steps++;
        return Task.FromResult(settings.Edition == HouseholdEdition.FunctionCalling ? StepByTool(game, reply) : StepByText(game, reply));
    }

    public Task<Grade> GradeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var game = Opened();
        return Task.FromResult(new Grade
        {
            Reward = _isWon ? 1 : 0,
            Metrics = ImmutableSortedDictionary<string, double>.Empty
                .Add("moves", game.Moves)
                .Add("nothing_happened", _nothings)
                .Add("snapped", _snapped)
                .Add("steps", _steps)
                .Add(Grade.InvalidReplies, _invalidReplies),
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    StepResult StepByText(IGame game, Turn reply)
    {
        var parsed = HouseholdReply.Parse(reply.Text);
        if (settings.Edition == HouseholdEdition.Listing && (!parsed.HasMark || parsed.Action.Length == 0))
        {
            _invalidReplies++;
            return StepResult.End(EpisodeEnding.InvalidAction);
        }

        return Act(game, reply, (reply.Text, parsed.Action), parsed.HasMark);
    }

    StepResult StepByTool(IGame game, Turn reply)
    {
        if (reply.ToolCalls is not [var call, ..])
            return Complain(HouseholdPrompts.NoToolCall);
        return ToolAction.Read(call.Arguments) is { } argument
            ? Act(game, reply, (argument, HouseholdReply.Normalize(argument)), isWellFormed: true) with { Reward = _isWon ? 1 : 0 }
            : Complain(HouseholdPrompts.BadToolCall);
    }

    // A turn without a call that can be read is spent, and not counted among equal replies.
    StepResult Complain(string text)
    {
        _invalidReplies++;
        return _steps >= settings.MaxSteps ? StepResult.End(EpisodeEnding.TurnLimit) : StepResult.Continue(Observation.FromText(text));
    }

    StepResult Act(IGame game, Turn reply, (string Raw, string Action) said, bool isWellFormed)
    {
        var command = CommandSnapping.Snap(said.Action, game.AdmissibleCommands);
        if (!string.Equals(command, said.Action, StringComparison.Ordinal))
            _snapped++;
        var turn = game.Act(command);
        if (!turn.IsAccepted)
            _nothings++;
        if (!turn.IsAccepted || !isWellFormed)
            _invalidReplies++;

        // The rule of equal replies comes before the goal, as in the original.
        if (_repetition.Add(said.Raw))
            return StepResult.End(EpisodeEnding.InvalidAction);
        if (turn.IsWon)
        {
            _isWon = true;
            return StepResult.End(EpisodeEnding.Completed);
        }

        return _steps >= settings.MaxSteps
            ? StepResult.End(EpisodeEnding.TurnLimit)
            : StepResult.Continue(_dialogue.Answer(reply, turn.Observation, game.AdmissibleCommands));
    }

    IGame Opened() => _game ?? throw new InvalidOperationException("The environment has no task yet: call ResetAsync first.");
}
