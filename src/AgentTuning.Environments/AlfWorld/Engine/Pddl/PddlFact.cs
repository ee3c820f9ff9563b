namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>A ground atom.</summary>
/// <param name="Predicate">In lower case, such as <c>inreceptacle</c>.</param>
/// <param name="Arguments">Ids in lower case.</param>
public sealed record PddlFact(string Predicate, params IReadOnlyList<string> Arguments)
{
    /// <inheritdoc/>
    public bool Equals(PddlFact? other) => other is not null && Predicate == other.Predicate && Arguments.SequenceEqual(other.Arguments, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Predicate);
        foreach (var argument in Arguments)
            hash.Add(argument);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Arguments.Count == 0 ? $"({Predicate})" : $"({Predicate} {string.Join(' ', Arguments)})";
}
