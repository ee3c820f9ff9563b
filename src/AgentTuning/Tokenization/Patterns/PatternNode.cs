namespace AgentTuning.Tokenization.Patterns;

/// <summary>A part of a pattern as it was read.</summary>
abstract record PatternNode
{
    /// <summary>One character of a set.</summary>
    public sealed record One(CharacterSet Set) : PatternNode;

    /// <summary>Parts in a row; none of them matches the empty text.</summary>
    public sealed record Row(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>The first part that lets the whole match.</summary>
    public sealed record Choice(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>A part again and again.</summary>
    /// <param name="Part">What is repeated.</param>
    /// <param name="Min">The fewest times.</param>
    /// <param name="Max">The most times; <see cref="int.MaxValue"/> for no limit.</param>
    /// <param name="Greed">In which order the counts are tried.</param>
    public sealed record Repeat(PatternNode Part, int Min, int Max, PatternGreed Greed) : PatternNode;

    /// <summary>What lies ahead or behind, without moving on.</summary>
    public sealed record Look(PatternNode Part, bool IsBehind, bool IsNegative) : PatternNode;

    /// <summary>A part whose first match is the only one tried.</summary>
    public sealed record Atomic(PatternNode Part) : PatternNode;

    /// <summary>A claim about the place.</summary>
    public sealed record At(PatternAnchor Anchor) : PatternNode;

    /// <summary>How many characters the part matches where that is always the same, else null.</summary>
    public int? FixedLength => this switch
    {
        One => 1,
        Row row => Sum(row.Parts),
        Choice choice => choice.Parts.Select(part => part.FixedLength).Distinct().ToArray() is [{ } same] ? same : null,
        Repeat repeat => repeat.Min == repeat.Max ? repeat.Min * repeat.Part.FixedLength : null,
        Atomic atomic => atomic.Part.FixedLength,
        _ => 0,
    };

    /// <summary>True where the part may match without moving on.</summary>
    public bool MayBeEmpty => this switch
    {
        One => false,
        Row row => row.Parts.All(part => part.MayBeEmpty),
        Choice choice => choice.Parts.Any(part => part.MayBeEmpty),
        Repeat repeat => repeat.Min == 0 || repeat.Part.MayBeEmpty,
        Atomic atomic => atomic.Part.MayBeEmpty,
        _ => true,
    };

    static int? Sum(IEnumerable<PatternNode> parts)
    {
        int? sum = 0;
        foreach (var part in parts)
            sum += part.FixedLength;
        return sum;
    }
}
