using System.Collections.Immutable;
using AgentTuning.Conversations;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>How every episode begins: the instruction, the original's one demonstration, and the question.</summary>
static class OpeningTurns
{
    static readonly PromptDialogue Dialogue = new("KnowledgeGraph");

    /// <summary>The first turn, word for word.</summary>
    public static string Instruction => Dialogue.Instruction;

    /// <summary>The turns before the agent's first reply.</summary>
    public static ImmutableArray<Turn> For(KnowledgeGraphTask task) => Dialogue.Before(
        $"A new question: {task.Question}\nEntities: [{string.Join(", ", task.Entities.Select(entity => entity.Name).Distinct(StringComparer.Ordinal))}]");
}
