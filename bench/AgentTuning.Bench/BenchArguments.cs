using System.Globalization;

namespace AgentTuning.Bench;

/// <summary>Options of a benchmark as they were typed: <c>--name value</c>, or <c>--name</c> alone.</summary>
sealed class BenchArguments
{
    readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    /// <param name="args">From the command line.</param>
    /// <param name="known">The names of options, without dashes; those that take no value end in a dot.</param>
    /// <exception cref="ArgumentException">An option is unknown or lacks its value.</exception>
    public BenchArguments(IReadOnlyList<string> args, params IReadOnlyList<string> known)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i][2..] : "";
            if (known.Contains(name + "."))
            {
                _values[name] = null;
                continue;
            }
            if (!known.Contains(name)) throw new ArgumentException($"'{args[i]}' is no option, expected one of {string.Join(", ", known.Select(option => "--" + option.TrimEnd('.')))}.");
            if (i + 1 == args.Count) throw new ArgumentException($"{args[i]} stands alone, expected a value after it.");
            _values[name] = args[++i];
        }
    }

    /// <summary>True if the option was given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value, or another where the option is absent.</summary>
    public string Text(string name, string absent) => _values.TryGetValue(name, out var value) ? value! : absent;

    /// <summary>The value as a whole number of at least 1.</summary>
    /// <exception cref="ArgumentException">It is no such number.</exception>
    public int Number(string name, int absent)
    {
        if (!_values.TryGetValue(name, out var value)) return absent;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number : throw new ArgumentException($"--{name} is '{value}', expected a whole number of at least 1.");
    }
}
