using System.Collections.Immutable;
using AgentTuning.Conversations;

namespace AgentTuning.Environments;

/// <summary>How every episode of an environment begins: its instruction and the one demonstration of the original, which lie beside the code as
/// <c>Prompt.md</c> and <c>Demonstration.md</c>.</summary>
/// <param name="folder">The environment's folder in the project.</param>
sealed class PromptDialogue(string folder)
{
    const string Mark = "=== ";
    const string UserMark = Mark + "user";

    readonly ImmutableArray<Turn> _demonstration = ReadDemonstration(EmbeddedText.Read($"{folder}/Demonstration.md"));

    /// <summary>The first turn, word for word.</summary>
    public string Instruction { get; } = EmbeddedText.Read($"{folder}/Prompt.md").TrimEnd('\n');

    /// <summary>The turns before the agent's first reply, the last of which sets the task; none of the demonstration's has loss.</summary>
    public ImmutableArray<Turn> Before(string task) => [Turn.User(Instruction), .. _demonstration, Turn.User(task)];

    static ImmutableArray<Turn> ReadDemonstration(string text)
    {
        var turns = ImmutableArray.CreateBuilder<Turn>();
        foreach (var part in text.TrimEnd('\n').Split("\n" + Mark))
        {
            var head = part.StartsWith(Mark, StringComparison.Ordinal) ? part : Mark + part;
            var end = head.IndexOf('\n', StringComparison.Ordinal);
            turns.Add(head[..end] == UserMark ? Turn.User(head[(end + 1)..]) : Turn.Assistant(head[(end + 1)..], loss: false));
        }

        return turns.ToImmutable();
    }
}
