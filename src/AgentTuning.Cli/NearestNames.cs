namespace AgentTuning.Cli;

/// <summary>Finds the names that somebody may have meant.</summary>
static class NearestNames
{
    const int MostNames = 3;

    /// <summary>The known names nearest to a mistyped one, nearest first; empty where none is near.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known) =>
    [
        .. known
            .Select(candidate => (candidate, distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.distance <= Math.Max(2, name.Length / 2))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(MostNames)
            .Select(pair => pair.candidate),
    ];

    /// <summary><c>'a', 'b' or 'c'</c>.</summary>
    public static string Join(IReadOnlyList<string> names) => names.Count == 1
        ? $"'{names[0]}'"
        : string.Join(", ", names.Take(names.Count - 1).Select(name => $"'{name}'")) + $" or '{names[^1]}'";

    // Levenshtein's distance, where a name that goes on after the typed text costs half as much: 'eval' means 'evaluate'.
    static int Distance(string typed, string candidate)
    {
        if (typed.Length > 1 && candidate.StartsWith(typed, StringComparison.Ordinal))
            return 1;

        var row = Enumerable.Range(0, candidate.Length + 1).ToArray();
        for (var i = 1; i <= typed.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= candidate.Length; j++)
            {
                var cost = typed[i - 1] == candidate[j - 1] ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }

        return row[^1];
    }
}
