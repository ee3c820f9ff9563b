using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>The draws of one task: names, numbers and dates of its split, each name once.</summary>
/// <param name="split">Whose words may be used.</param>
/// <param name="random">Seeded for the task.</param>
sealed class TaskDraft(TaskSplit split, Random random)
{
    const int MostTries = 10_000;

    static readonly string[] Bases = ["/srv", "/opt", "/data", "/home", "/var/lib", "/usr/local/share", "/root", "/mnt"];

    readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The source of chance.</summary>
    public Random Random => random;

    /// <summary>The split.</summary>
    public TaskSplit Split => split;

    /// <summary>A word of a list, not drawn before.</summary>
    public string Word(string list) => Unused(() => random.Pick(WordLists.Of(split, list)));

    /// <summary>Different words of a list.</summary>
    public ImmutableArray<string> Words(string list, int count) => [.. Enumerable.Range(0, count).Select(_ => Word(list))];

    /// <summary>A word that does not exist, not drawn before.</summary>
    public string Invented() => Unused(() => InventedWords.Create(random, split));

    /// <summary>A name for a file or program without extension: <c>maple</c>, <c>amber-ticket</c>, <c>plum_07</c>, <c>koltas</c>.</summary>
    public string Stem() => Unused(() =>
    {
        var noun = random.Chance(0.3) ? InventedWords.Create(random, split) : random.Pick(WordLists.Of(split, "noun"));
        return random.Next(5) switch
        {
            0 => $"{noun}-{random.Pick(WordLists.Of(split, "noun"))}",
            1 => string.Create(CultureInfo.InvariantCulture, $"{noun}_{random.Next(1, 100):00}"),
            _ => noun,
        };
    });

    /// <summary>A name of one word for a folder.</summary>
    public string FolderName() => Unused(() => random.Next(3) switch
    {
        0 => InventedWords.Create(random, split),
        1 => random.Pick(WordLists.Of(split, "folder")),
        _ => random.Pick(WordLists.Of(split, "noun")),
    });

    /// <summary>The absolute path of a folder that no machine has.</summary>
    public string Folder() => random.Chance(0.25)
        ? $"{random.Pick(Bases)}/{FolderName()}/{FolderName()}"
        : $"{random.Pick(Bases)}/{Unused(() => random.Chance(0.4) ? InventedWords.Create(random, split) : random.Pick(WordLists.Of(split, "noun")))}";

    /// <summary>A name for a user, or for a group where <paramref name="isGroup"/>.</summary>
    public string Account(bool isGroup = false) => random.Chance(0.4) ? Invented() : Word(isGroup ? "team" : "person");

    /// <summary>A small number, both ends included; any split may draw it.</summary>
    public int Count(int low, int high) => random.Next(low, high + 1);

    /// <summary>A number of the split, both ends included; the range must be wide.</summary>
    public int Number(int low, int high) => Owned(() => random.Next(low, high + 1), SplitOwner.Of);

    /// <summary>A day of the split.</summary>
    public DateOnly Day(int fromYear = 2008, int toYear = 2024)
    {
        var first = new DateOnly(fromYear, 1, 1).DayNumber;
        var last = new DateOnly(toYear, 12, 31).DayNumber;
        return DateOnly.FromDayNumber(Owned(() => random.Next(first, last + 1), SplitOwner.Of));
    }

    /// <summary>An address such as <c>10.4.17.230</c>, of the split.</summary>
    public string Address() => Unused(() => Owned(
        () => $"{random.Pick("10", "172", "192")}.{random.Next(1, 250)}.{random.Next(1, 250)}.{random.Next(1, 250)}", text => SplitOwner.Of(text)));

    /// <summary>A sentence of words, such as a line of a text file.</summary>
    public string Sentence(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => random.Pick(WordLists.Of(split, random.Chance(0.7) ? "word" : "noun"))));

    /// <summary>A day as <c>2021-04-17</c>.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    T Owned<T>(Func<T> draw, Func<T, TaskSplit> owner)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var value = draw();
            if (owner(value) == split)
                return value;
        }

        throw new InvalidOperationException($"{MostTries} draws gave nothing that belongs to {split}; the range is too narrow.");
    }

    string Unused(Func<string> draw)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var text = draw();
            if (_used.Add(text))
                return text;
        }

        throw new InvalidOperationException($"{MostTries} draws for {split} gave nothing new; Words.txt needs more words.");
    }
}
