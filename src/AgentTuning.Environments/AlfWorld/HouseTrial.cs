using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Snapping;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>A game tried out beside the episode.</summary>
static class HouseTrial
{
    /// <summary>Plays a game as the paper's edition of the environment does.</summary>
    /// <param name="file">The game.</param>
    /// <param name="agent">Sees the observations, and replies in the environment's grammar.</param>
    /// <param name="opening">What is said before the game's first words, such as a demonstration.</param>
    /// <param name="mostSteps">The most replies.</param>
    /// <param name="cancellationToken">Passed on to the agent.</param>
    /// <returns>The replies that it took to win, or null where the agent did not.</returns>
    public static async Task<int?> PlayAsync(GameFile file, IChatClient agent, IEnumerable<ChatMessage> opening, int mostSteps, CancellationToken cancellationToken)
    {
        var game = Games.Open(file);
        var (messages, repetition) = (new List<ChatMessage>(opening), new EqualReplies());
        var text = $"{HouseholdDialogue.TaskMark}{HouseholdText.WithoutBanner(game.Reset().Observation)}";
        for (var step = 1; step <= mostSteps; step++)
        {
            messages.Add(new ChatMessage(ChatRole.User, text));
            var reply = (await agent.GetResponseAsync(messages, cancellationToken: cancellationToken)).Text;
            messages.Add(new ChatMessage(ChatRole.Assistant, reply));
            var turn = game.Act(CommandSnapping.Snap(HouseholdReply.Parse(reply).Action, game.AdmissibleCommands));
            if (repetition.Add(reply))
                return null;
            if (turn.IsWon)
                return step;
            text = HouseholdText.WithoutArrival(turn.Observation);
        }

        return null;
    }
}
