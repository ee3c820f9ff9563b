using AgentTuning.Conversations;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.General;

/// <summary>The general tasks as training conversations, for base training and for mixing.</summary>
public static class GeneralConversations
{
    /// <summary>What <see cref="Conversation.Source"/> says.</summary>
    public const string Source = "general";

    /// <summary>The conversations from the first on, without end; the same seed gives the same ones.</summary>
    /// <param name="seed">Seeds everything.</param>
    /// <param name="split">The split; no question of it occurs in another.</param>
    public static IEnumerable<Conversation> Generate(int seed, TaskSplit split = TaskSplit.Train) =>
        new GeneralGenerator(split, seed).Tasks().Select((task, index) => new Conversation
        {
            Id = GeneralTaskSet.Id(split, seed, index),
            Source = Source,
            Turns =
            [
                Turn.System(GeneralDefinition.SystemPrompt),
                .. task.Exchanges.SelectMany(exchange => (Turn[])[Turn.User(exchange.Question), Turn.Assistant(exchange.Reply)]),
            ],
        });
}
