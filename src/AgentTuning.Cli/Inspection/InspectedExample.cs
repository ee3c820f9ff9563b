namespace AgentTuning.Cli.Inspection;

/// <summary>An example, for a program.</summary>
/// <param name="Id">The conversation's id.</param>
/// <param name="Source">Its source, or null.</param>
/// <param name="Ids">(position)</param>
/// <param name="Mask">(position); true where the token is learned.</param>
/// <param name="Tokens">(position); the text of each token by itself, U+FFFD where it is a part of a character.</param>
sealed record InspectedExample(string Id, string? Source, int[] Ids, bool[] Mask, string[] Tokens);
