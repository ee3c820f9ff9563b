namespace AgentTuning.Environments.OperatingSystem;

/// <summary>The answer that a task wants: a text that it equals, or a pattern that is found in it.</summary>
/// <param name="Answer">The right answer; null where <paramref name="Regex"/> decides. It is compared as it stands.</param>
/// <param name="Regex">A pattern of Python's <c>re</c>, searched for anywhere in the answer; not used where <paramref name="Answer"/> is given.</param>
/// <param name="Strip">True where white space around the agent's answer is left out first.</param>
public sealed record AnswerMatch(string? Answer = null, string? Regex = null, bool Strip = true);
