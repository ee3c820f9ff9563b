using System.Collections.Immutable;
using AgentTuning.Conversations;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>How every episode begins: the instruction, the original's one demonstration, and the problem.</summary>
static class OpeningTurns
{
    static readonly PromptDialogue Dialogue = new("OperatingSystem");

    /// <summary>The first turn, word for word.</summary>
    public static string Instruction => Dialogue.Instruction;

    /// <summary>The turns before the agent's first reply.</summary>
    public static ImmutableArray<Turn> For(string description) => Dialogue.Before($"Now, I will start a new problem in a new OS. My problem is:\n\n{description}");
}
