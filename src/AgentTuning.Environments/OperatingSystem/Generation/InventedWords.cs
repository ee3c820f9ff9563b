using System.Text;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>Words that do not exist, each owned by one split.</summary>
static class InventedWords
{
    static readonly string[] Onsets = ["b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "br", "dr", "gr", "kl", "pl", "st", "tr"];
    static readonly string[] Vowels = ["a", "e", "i", "o", "u", "a", "e", "o"];
    static readonly string[] Codas = ["", "", "", "n", "r", "l", "s", "t", "m", "k"];

    // Listed words may stand in other splits, and "games" is a user of every machine.
    static readonly HashSet<string> Listed = ["games", .. Enum.GetValues<TaskSplit>().SelectMany(split => WordLists.Names.SelectMany(list => WordLists.Of(split, list)))];

    /// <summary>A word of two or three syllables, lower case, of at least five letters.</summary>
    public static string Create(Random random, TaskSplit split)
    {
        var word = new StringBuilder();
        while (true)
        {
            word.Clear();
            var syllables = random.Next(2, 4);
            for (var i = 0; i < syllables; i++)
                word.Append(random.Pick(Onsets)).Append(random.Pick(Vowels)).Append(i == syllables - 1 ? random.Pick(Codas) : "");
            var text = word.ToString();
            if (text.Length >= 5 && SplitOwner.Of(text) == split && !Listed.Contains(text))
                return text;
        }
    }
}
