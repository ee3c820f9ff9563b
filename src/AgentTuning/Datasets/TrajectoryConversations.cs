using AgentTuning.Conversations;
using AgentTuning.Trajectories;

namespace AgentTuning.Datasets;

/// <summary>Makes training examples of a trajectory: exactly what the model saw, one for each time its context started afresh.</summary>
public static class TrajectoryConversations
{
    /// <summary>
    /// The conversations with something to learn in them, each up to its last reply: what the environment said after that has no answer.
    /// </summary>
    public static IReadOnlyList<Conversation> Of(Trajectory trajectory) =>
    [
        .. ConversationSplitter.Split(trajectory.Id, trajectory.Environment, trajectory.Turns)
            .Select(part => part with { Tools = trajectory.Tools, Turns = [.. part.Turns.Take(LastReply(part) + 1).Select(turn => turn with { Reward = null })] })
            .Where(part => part.Turns.Any(turn => turn.HasLoss)),
    ];

    static int LastReply(Conversation conversation)
    {
        for (var i = conversation.Turns.Count - 1; i >= 0; i--)
            if (conversation.Turns[i].Role == TurnRole.Assistant)
                return i;
        return -1;
    }
}
