using System.Collections.Immutable;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>A game in a house of ours, played by our own agent, in the form of the benchmark's demonstrations.</summary>
static class OwnDemonstration
{
    /// <summary>The demonstrations' houses are of the training split, and no generated task has their seed.</summary>
    public const int Seed = -1;

    const string Mark = "ACTION:";
    const int MostSteps = 35;

    /// <summary>The messages of a game, user and agent in turn; the same for the same type, edition and texts.</summary>
    public static async Task<ImmutableArray<string>> PlayAsync(HouseholdTaskType type, HouseholdEdition edition, HouseTexts texts)
    {
        var household = new AlfWorldTask
        {
            House = new HouseName(HouseGenerator.Version, Seed, TaskSplit.Train),
            Knobs = HouseKnobs.Write(new HouseOptions { Texts = texts }),
            TaskType = type,
            Label = "demonstration",
        };
        var task = new AgentTask { Environment = AlfWorldDefinition.Name, Id = "demonstration", Split = TaskSplit.Train, Data = household.ToJson() };
        using var agent = AlfWorldDefinition.CreateReferenceAgent(task, new ReferenceAgentOptions());
        var game = Games.Open(new GameSource(null).Open(household));
        var messages = new List<ChatMessage>();
        var said = ImmutableArray.CreateBuilder<string>();
        var text = HouseholdText.WithoutBanner(game.Reset().Observation);
        for (var step = 0; step < MostSteps; step++)
        {
            said.Add($"{text}\n");
            messages.Add(new ChatMessage(ChatRole.User, step == 0 ? $"{HouseholdDialogue.TaskMark}{text}" : text));
            var reply = (await agent.GetResponseAsync(messages)).Text;
            messages.Add(new ChatMessage(ChatRole.Assistant, reply));
            said.Add(edition == HouseholdEdition.Paper || step == 0 ? $"{reply.TrimEnd('\n')}\n" : WithoutThought(reply));
            var turn = game.Act(HouseholdReply.Parse(reply).Action);
            text = HouseholdText.WithoutArrival(turn.Observation);
            if (turn.IsWon)
                return [.. said, $"{text}\n", $"{Mark} Task succeeded.\n"];
        }

        throw new InvalidOperationException($"The demonstration of {type} was not won in {MostSteps} steps.");
    }

    static string WithoutThought(string reply)
    {
        var start = reply.IndexOf(Mark, StringComparison.Ordinal);
        return $"{reply[Math.Max(0, start)..].TrimEnd('\n')}\n";
    }
}
