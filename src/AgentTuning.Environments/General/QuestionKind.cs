using System.Collections.Immutable;

namespace AgentTuning.Environments.General;

/// <summary>A kind of question and how often it is asked.</summary>
/// <param name="Name">Such as <c>repeat-lines</c>.</param>
/// <param name="Share">Of a hundred tasks, how many are of this kind.</param>
/// <param name="Make">Makes the exchanges of one task.</param>
sealed record QuestionKind(string Name, int Share, Func<Draw, ImmutableArray<Exchange>> Make)
{
    /// <summary>A kind of a single question.</summary>
    public static QuestionKind Single(string name, int share, Func<Draw, Exchange> make) => new(name, share, draw => [make(draw)]);
}
