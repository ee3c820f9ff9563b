namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>A ground atom.</summary>
/// <param name="Predicate">In lower case, such as <c>inreceptacle</c>.</param>
/// <param name="Arguments">Ids in lower case.</param>
public sealed record PddlFact(string Predicate, params IReadOnlyList<string> Arguments)
{
    /// <inheritdoc/>
    public bool Equals(PddlFact? other)
    {
        if (other is null || Predicate != other.Predicate || Arguments.Count != other.Arguments.Count)
            return false;
        for (var i = 0; i < Arguments.Count; i++)
            if (Arguments[i] != other.Arguments[i])
                return false;
        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Predicate);
        for (var i = 0; i < Arguments.Count; i++)
            hash.Add(Arguments[i]);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Arguments.Count == 0 ? $"({Predicate})" : $"({Predicate} {string.Join(' ', Arguments)})";
}
