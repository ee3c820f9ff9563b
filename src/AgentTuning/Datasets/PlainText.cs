namespace AgentTuning.Datasets;

/// <summary>A text without roles, for the training of a base model. One JSON line.</summary>
/// <param name="Id">Unique within a file.</param>
/// <param name="Text">All of it is learned.</param>
public sealed record PlainText(string Id, string Text);
