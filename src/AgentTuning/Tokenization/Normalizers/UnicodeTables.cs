using System.Collections.Frozen;
using System.Globalization;

namespace AgentTuning.Tokenization.Normalizers;

/// <summary>What the normalization forms of Unicode are defined by. .NET without ICU leaves text as it is.</summary>
/// <remarks>
/// The resource has a line for each code point that has any of it: code point; combining class; canonical decomposition, whole; C where composing gives the code point back;
/// compatible decomposition, whole, where it is another one. Numbers are hexadecimal but the class. Hangul is computed.
/// </remarks>
sealed class UnicodeTables
{
    const string ResourceName = "AgentTuning.Tokenization.Normalizers.UnicodeTables.txt";

    readonly Dictionary<int, byte> _classes = [];
    readonly Dictionary<int, int[]> _canonical = [];
    readonly Dictionary<int, int[]> _compatible = [];
    readonly Dictionary<(int First, int Second), int> _compositions = [];
    readonly FrozenSet<int> _composed;

    UnicodeTables()
    {
        var composed = new List<int>();
        foreach (var line in ReadLines())
        {
            var columns = line.Split(';');
            var codePoint = int.Parse(columns[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (columns[1].Length > 0)
                _classes[codePoint] = byte.Parse(columns[1], CultureInfo.InvariantCulture);
            if (columns[2].Length > 0)
                _canonical[codePoint] = Parse(columns[2]);
            if (columns[3].Length > 0)
                composed.Add(codePoint);
            if (columns[4].Length > 0)
                _compatible[codePoint] = Parse(columns[4]);
        }

        _composed = composed.ToFrozenSet();
        FillCompositions();
    }

    /// <summary>The tables, read once.</summary>
    public static UnicodeTables Instance { get; } = new();

    /// <summary>The combining class of a code point; 0 for most.</summary>
    public int ClassOf(int codePoint) => _classes.GetValueOrDefault(codePoint);

    /// <summary>The whole decomposition of a code point, or null where it is its own.</summary>
    public int[]? Decompose(int codePoint, bool isCompatible) =>
        isCompatible && _compatible.TryGetValue(codePoint, out var compatible) ? compatible : _canonical.GetValueOrDefault(codePoint);

    /// <summary>What two code points make together, or null.</summary>
    public int? Compose(int first, int second) => _compositions.TryGetValue((first, second), out var whole) ? whole : null;

    // The decomposition of a composed code point ends in its second part; the rest composes to the first one.
    void FillCompositions()
    {
        foreach (var whole in _composed.OrderBy(whole => _canonical[whole].Length).ThenBy(whole => whole))
        {
            var parts = _canonical[whole];
            var first = parts[0];
            foreach (var part in parts[1..^1])
                first = _compositions[(first, part)];
            _compositions[(first, parts[^1])] = whole;
        }
    }

    static IEnumerable<string> ReadLines()
    {
        using var stream = typeof(UnicodeTables).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is missing.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                yield return line;
        }
    }

    static int[] Parse(string column) => Array.ConvertAll(column.Split(' '), number => int.Parse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
}
