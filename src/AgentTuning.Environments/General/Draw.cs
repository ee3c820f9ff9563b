using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.General;

/// <summary>The random choices of one task, taken from the words of its split.</summary>
/// <param name="split">The split whose words may be used.</param>
/// <param name="random">Seeded for the task.</param>
sealed class Draw(TaskSplit split, Random random)
{
    const int MaxTries = 1_000;
    const string CodeLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    static readonly ImmutableArray<string> Syllables =
    [
        "ba", "be", "bo", "da", "de", "du", "fa", "fi", "ga", "go", "ha", "hi", "ja", "jo", "ka", "ke", "ko", "la", "le", "lu", "ma",
        "mi", "mo", "na", "ne", "no", "pa", "pe", "po", "ra", "re", "ri", "ro", "sa", "se", "so", "ta", "te", "ti", "tu", "va", "ve",
        "vo", "wa", "wi", "ya", "yo", "za", "ze", "zo", "bar", "den", "gol", "hem", "kas", "lin", "mor", "nel", "ran", "sel", "tam",
    ];

    /// <summary>The split whose words are used.</summary>
    public TaskSplit Split => split;

    /// <summary>A whole number, both ends included.</summary>
    public int Number(int from, int to) => random.Next(from, to + 1);

    /// <summary>True once in <paramref name="times"/>.</summary>
    public bool OneIn(int times) => random.Next(times) == 0;

    /// <summary>One of the choices.</summary>
    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    /// <summary>A word of a pool.</summary>
    public string Word(string pool) => Pick(Vocabulary.Of(split, pool).AsSpan());

    /// <summary>Different words of a pool.</summary>
    public string[] Words(string pool, int count) => Distinct(count, () => Word(pool));

    /// <summary>Different texts from one source.</summary>
    public static string[] Distinct(int count, Func<string> next)
    {
        var drawn = new List<string>(count);
        for (var tries = 0; drawn.Count < count; tries++)
        {
            if (tries == MaxTries)
                throw new InvalidOperationException($"{count} different texts were wanted, but {MaxTries} draws gave only {drawn.Count}; Words.md needs more.");
            var text = next();
            if (!drawn.Contains(text, StringComparer.Ordinal))
                drawn.Add(text);
        }
        return [.. drawn];
    }

    /// <summary>A first name.</summary>
    public string FirstName() => Word("first names");

    /// <summary>First and last name.</summary>
    public string FullName() => $"{FirstName()} {Word("last names")}";

    /// <summary>An invented word of two or three syllables, lower case.</summary>
    public string InventedWord() => Owned(() => string.Concat(
        Pick(Syllables.AsSpan()), Pick(Syllables.AsSpan()), OneIn(2) ? Pick(Syllables.AsSpan()) : ""));

    /// <summary>An invented name, capitalised.</summary>
    public string InventedName()
    {
        var word = InventedWord();
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    /// <summary>Letters and digits such as <c>KR-482</c>, <c>7F3A</c> or <c>90417</c>.</summary>
    public string Code() => Owned(() => Number(0, 4) switch
    {
        0 => Number(100, 99_999).ToString(CultureInfo.InvariantCulture),
        1 => $"{Letters(2)}-{Number(100, 999)}",
        2 => $"{Letters(1)}{Number(10, 99)}{Letters(1)}{Number(0, 9)}",
        3 => $"{Letters(3)}{Number(1, 99)}",
        _ => $"{Number(10, 99)}-{Number(100, 999)}-{Letters(2)}",
    });

    /// <summary>A wording of a kind with its gaps filled in.</summary>
    public string Phrase(string kind, params ReadOnlySpan<(string Gap, string Value)> values) =>
        Pick(Phrasings.Of(kind).AsSpan()).Fill(values);

    /// <summary>The items in random order.</summary>
    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        random.Shuffle(shuffled);
        return shuffled;
    }

    string Letters(int count) => string.Create(count, random, static (span, source) =>
    {
        foreach (ref var letter in span)
            letter = CodeLetters[source.Next(CodeLetters.Length)];
    });

    // Draws until the text belongs to the split.
    string Owned(Func<string> next)
    {
        while (true)
        {
            var text = next();
            if (SplitHash.Of(text) == split)
                return text;
        }
    }
}
