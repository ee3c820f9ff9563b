using AgentTuning.Conversations;
using AgentTuning.Environments.KnowledgeGraph;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.Tests.KnowledgeGraph;

/// <summary>An episode of the reference agent: what the world said, and how it was graded.</summary>
sealed record PlayedEpisode(IReadOnlyList<string> Observations, Grade Grade)
{
    public static async Task<PlayedEpisode> PlayAsync(IEnvironmentHost host, AgentTask task, double mistakes = 0)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var world = await host.OpenAsync(cancellation);
        using var agent = new KnowledgeGraphReferenceAgent(task, new ReferenceAgentOptions { Seed = 1, Mistakes = mistakes });
        var said = (await world.ResetAsync(task, cancellation)).Turns[^1].Text;
        var observations = new List<string>();
        while (true)
        {
            var reply = (await agent.GetResponseAsync([new ChatMessage(ChatRole.User, said)], cancellationToken: cancellation)).Text;
            var step = await world.StepAsync(Turn.Assistant(reply), cancellation);
            if (step.Observation is not { } observation)
                return new PlayedEpisode(observations, await world.GradeAsync(cancellation));
            said = observation.Turns[^1].Text;
            observations.Add(said);
        }
    }
}
