using AgentTuning.Agents;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Reference;
using AgentTuning.Environments.AlfWorld.Snapping;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>Plays as the expert does, who does not know the house; where the expert would not win in time, as the planner does, who sees all of it.</summary>
/// <remarks>Which of them plays is tried out in the game before the first reply. With mistakes the expert plays, come what may.</remarks>
sealed class SureAgent(AgentTask task, ReferenceAgentOptions options) : WholeReplyChatClient
{
    const int MostSteps = 35;

    IChatClient? _chosen;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? chatOptions = null, CancellationToken cancellationToken = default)
    {
        _chosen ??= await ChooseAsync(cancellationToken);
        return await _chosen.GetResponseAsync(messages, chatOptions, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _chosen?.Dispose();
        base.Dispose(disposing);
    }

    async Task<IChatClient> ChooseAsync(CancellationToken cancellationToken)
    {
        if (options.Mistakes == 0 && OpenGame() is { } file && !await WinsAsync(file, cancellationToken))
            return new AlfWorldPlannerAgent(file);
        return new AlfWorldReferenceAgent(task, options);
    }

    // The agent is not told where the user's folder of games is; without the game, the expert plays.
    GameFile? OpenGame()
    {
        try
        {
            return GameSource.Default.Open(AlfWorldTask.FromJson(task.Data));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    async Task<bool> WinsAsync(GameFile file, CancellationToken cancellationToken)
    {
        using var expert = new AlfWorldReferenceAgent(task, options);
        var game = Games.Open(file);
        var messages = new List<ChatMessage>();
        var text = $"Here is your task. {HouseholdText.WithoutBanner(game.Reset().Observation)}";
        for (var step = 0; step < MostSteps; step++)
        {
            messages.Add(new ChatMessage(ChatRole.User, text));
            var reply = (await expert.GetResponseAsync(messages, cancellationToken: cancellationToken)).Text;
            messages.Add(new ChatMessage(ChatRole.Assistant, reply));
            var turn = game.Act(CommandSnapping.Snap(HouseholdReply.Parse(reply).Action, game.AdmissibleCommands));
            if (turn.IsWon)
                return true;
            text = HouseholdText.WithoutArrival(turn.Observation);
        }

        return false;
    }
}
