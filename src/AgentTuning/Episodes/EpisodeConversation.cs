using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Environments;
using Microsoft.Extensions.AI;

namespace AgentTuning.Episodes;

/// <summary>What the agent sees now, and the record of everything it saw.</summary>
sealed class EpisodeConversation(string? systemPrompt, bool trims)
{
    readonly List<Turn> _seen = systemPrompt is null ? [] : [Turn.System(systemPrompt)];

    string? _systemPrompt = systemPrompt;

    // Since the environment's last fresh start, nothing left out.
    readonly List<Turn> _history = [];

    // Observed, not yet shown to the agent.
    readonly List<Turn> _pending = [];

    // The start in _seen of what the agent sees, and how many turns trimming left out of it.
    int _contextStart;
    int _omitted;

    bool _startsAfresh;

    /// <summary>Everything the agent saw or would see next, in order; each fresh start is marked.</summary>
    public ImmutableArray<Turn> Turns => [.. _seen, .. PendingTurns()];

    /// <summary>The tools that the agent is offered, or null.</summary>
    public IReadOnlyList<JsonElement>? Tools { get; private set; }

    /// <summary>The tools as chat clients take them, or null.</summary>
    public IList<AITool>? Declarations { get; private set; }

    public void Observe(Observation observation)
    {
        if (observation.Turns.IsDefaultOrEmpty)
            throw new EnvironmentException("The environment gave an observation without turns, expected at least one.");
        if (observation.Turns[^1].Role == TurnRole.Assistant)
            throw new EnvironmentException("The environment gave an observation that ends with the assistant's turn, expected another's.");

        if (observation.Tools is { } tools)
        {
            Tools = tools;
            Declarations = [.. tools.Select(OfferedTools.ToDeclaration)];
        }

        if (_history.Count == 0 && _pending.Count == 0 && observation.Turns[0].Role == TurnRole.System)
        {
            _systemPrompt = observation.Turns[0].Text;
            _seen.Clear();
            _seen.Add(observation.Turns[0]);
            observation = observation with { Turns = observation.Turns[1..] };
        }

        if (observation.StartsAfresh && _history.Count > 0)
        {
            _history.Clear();
            _startsAfresh = true;
        }

        _pending.AddRange(observation.Turns.Select(turn => turn with { StartsAfresh = false }));
    }

    /// <summary>Notes the reward of the last reply's step in the record; the agent does not see it.</summary>
    public void Reward(double reward) => _seen[^1] = _seen[^1] with { Reward = reward };

    public void Reply(Turn turn)
    {
        _history.Add(turn);
        _seen.Add(turn);
    }

    /// <summary>Shows the agent what is pending, and gives the messages to send.</summary>
    public IReadOnlyList<ChatMessage> Show()
    {
        var fresh = PendingTurns();
        _history.AddRange(_pending);
        if (_startsAfresh)
            (_contextStart, _omitted) = (_seen.Count, 0);
        _startsAfresh = false;
        _pending.Clear();

        if (trims && ContextTrimming.Trim(_history) is var (kept, omitted) && omitted != _omitted)
        {
            // The agent now sees another conversation: it is recorded as one that starts afresh, its old replies without loss.
            _omitted = omitted;
            _contextStart = _seen.Count;
            fresh = [kept[0] with { StartsAfresh = _seen.Any(turn => turn.Role != TurnRole.System) }, .. kept.Skip(1).Select(WithoutLoss)];
        }

        _seen.AddRange(fresh);
        var system = _contextStart > 0 && _systemPrompt is not null ? [Turn.System(_systemPrompt)] : Enumerable.Empty<Turn>();
        return [.. system.Concat(_seen.Skip(_contextStart)).Select(ChatTurns.ToMessage)];
    }

    ImmutableArray<Turn> PendingTurns() =>
        _startsAfresh && _pending.Count > 0 ? [_pending[0] with { StartsAfresh = true }, .. _pending.Skip(1)] : [.. _pending];

    static Turn WithoutLoss(Turn turn) => turn.Role == TurnRole.Assistant ? turn with { Loss = false } : turn;
}
