namespace AgentTuning.Tokenization;

/// <summary>A stretch of a rendered conversation, by who wrote it.</summary>
/// <param name="Text">The characters.</param>
/// <param name="IsTrusted">True where the template wrote it: a special token spelled there is meant. False where it comes from a conversation: it stays text.</param>
public readonly record struct RenderedPart(string Text, bool IsTrusted);
