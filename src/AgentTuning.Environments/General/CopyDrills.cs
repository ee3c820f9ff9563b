using AgentTuning.Conversations;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.General;

/// <summary>Lines of random pieces and their repetitions: what a small model made from scratch must learn before anything else.</summary>
/// <remarks>
/// Taking a name from the text before it needs two attention layers to work together, and they come about suddenly. On ordinary texts a model of a million
/// parameters needs millions of tokens for it; on lines that only copying can predict, about half a million. The pieces are mixed without regard to sense,
/// so that nothing else helps. Words of the train split only; there is no instruction, so nothing here resembles a task.
/// </remarks>
public static class CopyDrills
{
    /// <summary>What <see cref="Conversation.Source"/> says.</summary>
    public const string Source = "drill";

    const int FewestPieces = 4;
    const int MostPieces = 18;
    const int MostRepetitions = 3;

    static readonly string[] Signs = [",", ".", ";", ":", "-", "_", "/", "(", ")", "'", "\"", "`", "=", "<", ">", "+", "*", "#", "%", "&", "|", "[", "]", "!", "?"];

    /// <summary>The drills from the first on, without end; the same seed gives the same ones.</summary>
    public static IEnumerable<Conversation> Generate(int seed)
    {
        for (var index = 0; ; index++)
        {
            var draw = new Draw(TaskSplit.Train, new Random(SplitHash.Seed(seed, TaskSplit.Train, ~(long)index)));
            var line = Line(draw);
            yield return new Conversation
            {
                Id = $"drill/{seed}/{index}",
                Source = Source,
                Turns = [Turn.User(line), Turn.Assistant(string.Join('\n', Enumerable.Repeat(line, draw.Number(1, MostRepetitions))))],
            };
        }
    }

    static string Line(Draw draw)
    {
        var pieces = new List<string>();
        for (var count = draw.Number(FewestPieces, MostPieces); pieces.Count < count;)
            pieces.Add(Piece(draw) + (draw.OneIn(3) ? "" : " "));
        return string.Concat(pieces).Trim();
    }

    static string Piece(Draw draw) => draw.Number(0, 9) switch
    {
        0 => draw.InventedWord(),
        1 => draw.InventedName(),
        2 => draw.Number(0, 99).ToString(System.Globalization.CultureInfo.InvariantCulture),
        3 => draw.Pick(Signs.AsSpan()),
        4 => draw.Code(),
        5 => draw.FullName(),
        6 => draw.Word("fields"),
        7 => draw.Word("towns"),
        8 => draw.Word("verbs"),
        _ => draw.Word(draw.Pick("nouns", "adjectives", "things", "animals", "foods")),
    };
}
