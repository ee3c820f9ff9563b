namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>How well a set of answers fits the gold ones.</summary>
/// <param name="F1">Harmonic mean of precision and recall; 0 where nothing is right.</param>
/// <param name="IsExact">True where both sets are the same.</param>
public readonly record struct AnswerScores(double F1, bool IsExact)
{
    /// <summary>Compares two sets.</summary>
    public static AnswerScores Of(IReadOnlyCollection<string> predicted, IReadOnlyCollection<string> gold)
    {
        var found = predicted.ToHashSet(StringComparer.Ordinal);
        var wanted = gold.ToHashSet(StringComparer.Ordinal);
        var right = found.Count(wanted.Contains);
        return new AnswerScores(right == 0 ? 0 : 2d * right / (found.Count + wanted.Count), found.SetEquals(wanted));
    }
}
