namespace AgentTuning.Cli.Knowledge;

/// <summary>A term of an answer for a program.</summary>
/// <param name="Kind"><c>iri</c>, <c>blank</c> or <c>literal</c>.</param>
/// <param name="Text">The IRI, the label or the lexical form.</param>
/// <param name="Datatype">Of a literal, or null.</param>
/// <param name="Language">Of a literal, or null.</param>
sealed record TermRecord(string Kind, string Text, string? Datatype, string? Language);
