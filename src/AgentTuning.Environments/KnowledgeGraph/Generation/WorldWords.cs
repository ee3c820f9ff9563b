using System.Text;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>Invented words, each owned by one split: six eighths are of train, one of dev, one of test.</summary>
static class WorldWords
{
    static readonly string[] Onsets =
    [
        "b", "br", "c", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "pr", "qu", "r", "s", "sh", "st", "t", "th",
        "tr", "v", "w", "y", "z",
    ];

    static readonly string[] Vowels = ["a", "e", "i", "o", "u", "a", "e", "o", "ei", "ou"];
    static readonly string[] Codas = ["", "", "l", "n", "r", "s", "m", "nd", "rk", "ll", "v", "th"];

    /// <summary>A word with a capital, of two or three syllables.</summary>
    public static string Name(Random random, TaskSplit split)
    {
        var word = new StringBuilder();
        while (true)
        {
            word.Clear();
            var syllables = random.Chance(0.8) ? 2 : 3;
            for (var i = 0; i < syllables; i++)
                word.Append(random.Pick(Onsets)).Append(random.Pick(Vowels)).Append(i == syllables - 1 || random.Chance(0.25) ? random.Pick(Codas) : "");
            word[0] = char.ToUpperInvariant(word[0]);
            var name = word.ToString();
            if (name.Length >= 4 && Owner(name) == split)
                return name;
        }
    }

    /// <summary>Whose a word is.</summary>
    public static TaskSplit Owner(string word) => (RandomDraws.Mix(StableHash.Of64(word.ToLowerInvariant())) % 8) switch
    {
        6 => TaskSplit.Development,
        7 => TaskSplit.Test,
        _ => TaskSplit.Train,
    };

    /// <summary>The words of a list that a split owns: each fifth of dev, each fifth of test, the rest of train.</summary>
    public static IEnumerable<string> OfList(IReadOnlyList<string> words, TaskSplit split) => words.Where((_, i) => (i % 5) switch
    {
        3 => split == TaskSplit.Development,
        4 => split == TaskSplit.Test,
        _ => split == TaskSplit.Train,
    });
}
