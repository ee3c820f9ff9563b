using System.Text;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>
/// Makes names from patterns: <c>{place}</c> and the like take a word of that list, <c>{person}</c> a first and a last name, <c>{word}</c> an
/// invented name, <c>{code:LL-##}</c> a code, <c>{letter}</c> and <c>{digit}</c> what they say.
/// </summary>
/// <param name="split">Whose words are used.</param>
/// <param name="lists">The word lists of the split.</param>
sealed class NamePattern(TaskSplit split, NameLists lists)
{
    /// <summary>A name made from a pattern.</summary>
    /// <param name="random">The source of chance.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="isInvented">True where people, places and countries get invented names too.</param>
    public string Render(Random random, string pattern, bool isInvented)
    {
        var name = new StringBuilder();
        var position = 0;
        while (position < pattern.Length)
        {
            var open = pattern.IndexOf('{', position);
            if (open < 0)
            {
                name.Append(pattern, position, pattern.Length - position);
                break;
            }

            var close = pattern.IndexOf('}', open);
            name.Append(pattern, position, open - position).Append(Word(random, pattern[(open + 1)..close], isInvented));
            position = close + 1;
        }

        return name.ToString();
    }

    string Word(Random random, string slot, bool isInvented) => slot switch
    {
        "word" => SplitWords.Name(random, split),
        "person" => $"{random.Pick(lists["first"])} {Word(random, "last", isInvented)}",
        "last" or "place" or "country" or "first" when isInvented => SplitWords.Name(random, split),
        "letter" => random.Pick("ABCDEFGHJKLMNPRSTUVWXYZ").ToString(),
        "digit" => ((char)('1' + random.Next(9))).ToString(),
        _ when slot.StartsWith("code:", StringComparison.Ordinal) => SplitWords.Code(random, split, slot["code:".Length..]),
        _ => random.Pick(lists[slot]),
    };
}
