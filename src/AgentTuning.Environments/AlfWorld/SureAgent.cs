using AgentTuning.Agents;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Reference;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>Plays as the expert does, who does not know the house; where the expert would not win in time, as the planner does, who sees all of it.</summary>
/// <remarks>Which of them plays is tried out in the game before the first reply. With mistakes the expert plays, come what may.</remarks>
sealed class SureAgent(AgentTask task, ReferenceAgentOptions options) : WholeReplyChatClient
{
    IChatClient? _chosen;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? chatOptions = null, CancellationToken cancellationToken = default)
    {
        var all = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        _chosen ??= await ChooseAsync(all, cancellationToken);
        return await _chosen.GetResponseAsync(all, chatOptions, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _chosen?.Dispose();
        base.Dispose(disposing);
    }

    // What was said before the game tells the expert how the game's commands are worded.
    async Task<IChatClient> ChooseAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        if (options.Mistakes == 0 && OpenGame() is { } file && !await WinsAsync(file, [.. messages.SkipLast(1)], cancellationToken))
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

    async Task<bool> WinsAsync(GameFile file, IReadOnlyList<ChatMessage> opening, CancellationToken cancellationToken)
    {
        using var expert = new AlfWorldReferenceAgent(task, options);
        var edition = opening.Any(message => message.Role == ChatRole.Assistant) ? HouseholdEdition.Paper : HouseholdEdition.FunctionCalling; // which acknowledges nothing
        return await HouseTrial.PlayAsync(file, expert, opening, new AlfWorldSettings { Edition = edition }.MaxSteps, cancellationToken) is not null;
    }
}
