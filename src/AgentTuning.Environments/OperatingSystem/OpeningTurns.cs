using System.Collections.Immutable;
using AgentTuning.Conversations;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>How every episode begins: the instruction, the original's one demonstration, and the problem.</summary>
static class OpeningTurns
{
    const string Mark = "=== ";
    const string UserMark = Mark + "user";

    /// <summary>The first turn, word for word.</summary>
    public static string Instruction { get; } = EmbeddedText.Read("OperatingSystem/Prompt.md").TrimEnd('\n');

    static readonly ImmutableArray<Turn> Demonstration = ReadDemonstration(EmbeddedText.Read("OperatingSystem/Demonstration.md"));

    /// <summary>The turns before the agent's first reply; none of the demonstration's has loss.</summary>
    public static ImmutableArray<Turn> For(string description) =>
    [
        Turn.User(Instruction),
        .. Demonstration,
        Turn.User($"Now, I will start a new problem in a new OS. My problem is:\n\n{description}"),
    ];

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
