namespace AgentTuning.Tokenization.Patterns;

/// <summary>One step of a compiled pattern.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Set">The characters it takes.</param>
/// <param name="A">The next step, the fewest times, or an anchor.</param>
/// <param name="B">The other step, the most times, or how many characters lie behind.</param>
readonly record struct PatternStep(PatternStepKind Kind, CharacterSet? Set = null, int A = 0, int B = 0);
