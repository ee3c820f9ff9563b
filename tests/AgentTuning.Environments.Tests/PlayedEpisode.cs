using AgentTuning.Conversations;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.Tests;

/// <summary>An episode of an agent: all turns, what the world said to each reply, and how it was graded.</summary>
sealed record PlayedEpisode(IReadOnlyList<Turn> Turns, IReadOnlyList<string> Observations, Grade Grade)
{
    /// <summary>Plays until the world ends the episode, or a number of replies was given.</summary>
    public static async Task<PlayedEpisode> PlayAsync(IEnvironmentHost host, AgentTask task, IChatClient agent, int mostReplies = 1_000)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var world = await host.OpenAsync(cancellation);
        var turns = (await world.ResetAsync(task, cancellation)).Turns.ToList();
        var observations = new List<string>();
        for (var replies = 0; replies < mostReplies; replies++)
        {
            var messages = turns.Select(turn => new ChatMessage(turn.Role == TurnRole.Assistant ? ChatRole.Assistant : ChatRole.User, turn.Text));
            turns.Add(Turn.Assistant((await agent.GetResponseAsync(messages, cancellationToken: cancellation)).Text));
            var step = await world.StepAsync(turns[^1], cancellation);
            if (step.Observation is not { } observation)
                break;
            turns.AddRange(observation.Turns);
            observations.Add(observation.Turns[^1].Text);
        }

        return new PlayedEpisode(turns, observations, await world.GradeAsync(cancellation));
    }
}
