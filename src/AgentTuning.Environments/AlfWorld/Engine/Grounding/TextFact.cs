namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>A fact that texts can ask for.</summary>
/// <param name="Bit">Its place in the state of the texts.</param>
/// <param name="Values">Its arguments, each a constant with its type: see <see cref="TextFacts.Value"/>.</param>
readonly record struct TextFact(int Bit, int[] Values);
