namespace AgentTuning.Llama.Memory;

/// <summary>A change of options that would take less memory.</summary>
/// <param name="Change">What to give on the command line.</param>
/// <param name="Bytes">What training would take then.</param>
public sealed record MemoryAdvice(string Change, long Bytes);
