using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Environments.AlfWorld.Reference;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.Tests.AlfWorld.Reference;

/// <summary>A game that an agent played by text alone, without the help of the nearest command: the steps it took, or 0 where it did not win in 35.</summary>
static class PlayedHouse
{
    public const int MostSteps = 35;

    public static House House(HouseholdTaskType type, int index, HouseOptions? options = null) =>
        HouseGenerator.Create(HouseGenerator.NameOf(7, TaskSplit.Test, type, index), type, options);

    public static async Task<(int Steps, List<string> Said)> PlayAsync(GameFile file, int seed, double mistakes = 0, int mostSteps = MostSteps)
    {
        var task = new AgentTask { Environment = "alfworld", Id = "house", Split = TaskSplit.Test, Seed = seed, Data = default };
        using var agent = new AlfWorldReferenceAgent(task, new ReferenceAgentOptions { Mistakes = mistakes });
        return await PlayAsync(file, agent, mostSteps);
    }

    public static async Task<(int Steps, List<string> Said)> PlayAsync(GameFile file, IChatClient agent, int mostSteps = MostSteps)
    {
        var game = Games.Open(file);
        var text = game.Reset().Observation;
        var said = new List<string> { text };
        for (var step = 1; step <= mostSteps; step++)
        {
            var reply = (await agent.GetResponseAsync([new ChatMessage(ChatRole.User, step == 1 ? $"Here is your task. {text[(text.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]}" : text)], cancellationToken: TestContext.Current.CancellationToken)).Text;
            var turn = game.Act(HouseholdReply.Parse(reply).Action);
            said.AddRange([reply, turn.Observation]);
            text = HouseholdText.WithoutArrival(turn.Observation);
            if (turn.IsWon)
                return (step, said);
        }

        return (0, said);
    }
}
