namespace AgentTuning.Llama.Export;

/// <summary>A text that both models continued, so that other programs can be compared too.</summary>
/// <param name="Text">The text.</param>
/// <param name="Ids">Its token ids.</param>
/// <param name="GreedyIds">The likeliest tokens that follow by the source.</param>
public sealed record ParityPrompt(string Text, IReadOnlyList<int> Ids, IReadOnlyList<int> GreedyIds);
