namespace AgentTuning.Filtering;

/// <summary>What a filter says of a trajectory.</summary>
/// <param name="Reason">Why it is dropped, one of few words that counts are made by, such as <c>below-threshold</c>; null keeps it.</param>
/// <param name="Detail">The value found and the value wanted, for people.</param>
public readonly record struct FilterVerdict(string? Reason, string? Detail)
{
    /// <summary>The student may learn from it.</summary>
    public static FilterVerdict Keep => default;

    /// <summary>True where it stays.</summary>
    public bool IsKept => Reason is null;

    /// <summary>The student must not learn from it.</summary>
    public static FilterVerdict Drop(string reason, string detail) => new(reason, detail);
}
