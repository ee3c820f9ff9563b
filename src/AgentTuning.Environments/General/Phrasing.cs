using System.Collections.Immutable;

namespace AgentTuning.Environments.General;

/// <summary>One wording with named gaps.</summary>
sealed class Phrasing
{
    // Even places are literal text, odd places are names of gaps.
    readonly ImmutableArray<string> _parts;

    /// <summary>Reads <c>Repeat this: {text}</c>, where <c>\n</c> stands for a line break.</summary>
    public Phrasing(string wording) => _parts = [.. wording.Replace("\\n", "\n", StringComparison.Ordinal).Split('{', '}')];

    /// <summary>The names of the gaps.</summary>
    public IEnumerable<string> Gaps => _parts.Where((_, i) => i % 2 == 1);

    /// <summary>The wording with its gaps filled in. Values are never read as wordings.</summary>
    public string Fill(params ReadOnlySpan<(string Gap, string Value)> values)
    {
        var filled = new string[_parts.Length];
        for (var i = 0; i < filled.Length; i++)
            filled[i] = i % 2 == 0 ? _parts[i] : Value(_parts[i], values);
        return string.Concat(filled);
    }

    static string Value(string gap, ReadOnlySpan<(string Gap, string Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (name == gap)
                return value;
        }
        throw new InvalidOperationException($"Phrasings.md has a gap {{{gap}}} that its kind does not fill.");
    }
}
