using System.Collections.Frozen;
using System.Text;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Words and codes that do not exist, each owned by one split.</summary>
/// <remarks>A word's hash says whose it is (six eighths train, one dev, one test), so no two splits can ever draw the same one.</remarks>
static class SplitWords
{
    const string Digits = "0123456789";
    const string Letters = "ABCDEFGHJKLMNPRSTVWXZ";

    static readonly string[] Onsets =
    [
        "b", "br", "c", "d", "dr", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "r", "s", "sh", "st", "t", "tr", "v", "w", "z",
    ];

    static readonly string[] Vowels = ["a", "e", "i", "o", "u", "a", "e", "o", "ai", "ea"];
    static readonly string[] Codas = ["", "", "", "n", "r", "l", "s", "t", "m", "nd", "x"];

    // Syllables may happen to make a real word, which would then stand in a split that does not own it.
    static readonly Lazy<FrozenSet<string>> RealWords = new(ReadRealWords);

    /// <summary>A word in lower case of two or three syllables that no list and no topic of any split has.</summary>
    public static string Word(Random random, TaskSplit split)
    {
        var word = new StringBuilder();
        while (true)
        {
            word.Clear();
            var syllables = random.Chance(0.85) ? 2 : 3;
            for (var i = 0; i < syllables; i++)
                word.Append(random.Pick(Onsets)).Append(random.Pick(Vowels)).Append(i == syllables - 1 || random.Chance(0.3) ? random.Pick(Codas) : "");
            var text = word.ToString();
            if (text.Length >= 4 && IsOwnedBy(split, text) && !RealWords.Value.Contains(text))
                return text;
        }
    }

    /// <summary>The same with a capital.</summary>
    public static string Name(Random random, TaskSplit split)
    {
        var word = Word(random, split);
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    /// <summary>A code such as <c>KB-204</c>: <c>L</c> stands for a letter and <c>#</c> for a digit.</summary>
    public static string Code(Random random, TaskSplit split, string pattern)
    {
        var code = new char[pattern.Length];
        for (var attempt = 0; ; attempt++)
        {
            for (var i = 0; i < pattern.Length; i++)
            {
                code[i] = pattern[i] switch
                {
                    'L' => random.Pick(Letters),
                    '#' => random.Pick(Digits),
                    var other => other,
                };
            }

            var text = new string(code);
            if (IsOwnedBy(split, text))
                return text;
        }
    }

    /// <summary>Whether a word or code belongs to a split.</summary>
    public static bool IsOwnedBy(TaskSplit split, string word) => (Hash(word) % 8) switch
    {
        6 => split == TaskSplit.Development,
        7 => split == TaskSplit.Test,
        _ => split == TaskSplit.Train,
    };

    static FrozenSet<string> ReadRealWords()
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in (string[])["Names.txt", "Topics.train.txt", "Topics.dev.txt", "Topics.test.txt"])
        {
            foreach (var word in TopicLibrary.ReadFile(file).Split([' ', ',', ':', '/', '|', '\n', '{', '}', ';', '[', ']', '-'], StringSplitOptions.RemoveEmptyEntries))
                words.Add(word);
        }

        return words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    static uint Hash(string word) => StableHash.Mix(StableHash.Of32(word.ToLowerInvariant()));
}
