namespace AgentTuning.Llama.Generation;

/// <summary>What a generator has done since it was made.</summary>
/// <param name="PromptTokens">Tokens of the prompts that were taken up.</param>
/// <param name="ReusedTokens">Those of them whose keys and values were there already.</param>
/// <param name="GeneratedTokens">Tokens generated, stop ids included.</param>
/// <param name="Steps">Passes through the model.</param>
/// <param name="NativeBytes">Memory outside the managed heap that is held now: weights, keys and values, and what lies between.</param>
public sealed record GeneratorStatistics(long PromptTokens, long ReusedTokens, long GeneratedTokens, long Steps, long NativeBytes);
