namespace AgentTuning.Templates;

/// <summary>What a template makes of conversations of one shape.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Verdict">Whether one example holds such a conversation.</param>
/// <param name="Examples">The examples that one conversation gives; 0 where it is refused.</param>
/// <param name="Remark">What differs, or why it is refused; null where nothing is to be said.</param>
public sealed record ShapeReport(string Shape, ShapeVerdict Verdict, int Examples, string? Remark);
