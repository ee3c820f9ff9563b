namespace AgentTuning.Templates;

/// <summary>The characters of a rendering that the model wrote in one turn.</summary>
/// <param name="Turn">From 0.</param>
/// <param name="Start">In UTF-16 units.</param>
/// <param name="End">After the last unit.</param>
readonly record struct OwnSpan(int Turn, int Start, int End);
