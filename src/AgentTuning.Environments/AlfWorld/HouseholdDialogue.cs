using System.Collections.Immutable;
using AgentTuning.Conversations;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>What an agent is told in the words of an edition, and what it is shown again.</summary>
/// <param name="edition">The edition.</param>
sealed class HouseholdDialogue(HouseholdEdition edition)
{
    /// <summary>What the game's first words follow.</summary>
    public const string TaskMark = "Here is your task. ";

    // Everything so far, where the edition rewrites what the agent has seen.
    readonly List<Turn> _history = [];

    /// <summary>The turns before the agent's first reply.</summary>
    /// <param name="observation">What the game says first.</param>
    /// <param name="commands">What is possible then.</param>
    /// <param name="demonstration">A game as messages, user and agent in turn; empty for none.</param>
    public Observation Open(string observation, IReadOnlyList<string> commands, ImmutableArray<string> demonstration)
    {
        var task = Turn.User($"{TaskMark}{HouseholdText.WithoutBanner(observation)}{Actions(commands)}");
        var instruction = HouseholdPrompts.Instruction(edition);
        _history.Clear();
        if (edition == HouseholdEdition.FunctionCalling)
            return new Observation { Turns = [Turn.System(instruction), task], Tools = [ToolAction.Schema] };

        _history.AddRange([Turn.User(instruction), Turn.Assistant(HouseholdPrompts.Acknowledgement, loss: false)]);
        for (var i = 0; i < demonstration.Length; i++)
            _history.Add(i % 2 == 1 ? Turn.Assistant(demonstration[i], loss: false) : Turn.User(i == 0 ? $"Here is one example.\n{demonstration[i]}" : demonstration[i]));
        _history.Add(task);
        return new Observation { Turns = [.. _history] };
    }

    /// <summary>What follows a reply.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="observation">What the game says to it.</param>
    /// <param name="commands">What is possible now.</param>
    public Observation Answer(Turn reply, string observation, IReadOnlyList<string> commands)
    {
        var text = HouseholdText.WithoutArrival(observation) + Actions(commands);
        if (edition == HouseholdEdition.FunctionCalling)
            return new Observation { Turns = [new Turn { Role = TurnRole.Tool, Text = text, ToolCallId = reply.ToolCalls![0].Id }] };
        if (edition == HouseholdEdition.Paper)
            return Observation.FromText(text);

        _history[^1] = _history[^1] with { Text = HouseholdText.WithoutActions(_history[^1].Text) };
        _history.Add(reply with { Loss = false });
        _history.Add(Turn.User(text));
        return new Observation { Turns = [.. _history], StartsAfresh = true };
    }

    string Actions(IReadOnlyList<string> commands) => edition == HouseholdEdition.Paper ? "" : HouseholdText.Actions(commands);
}
