namespace AgentTuning.Llama.Kernels;

/// <summary>The rows of one document in a pack, or of the prefix that all its documents share.</summary>
/// <param name="Start">The first row.</param>
/// <param name="Length">The number of rows.</param>
/// <param name="PrefixLength">How many of the pack's first rows stand before this document; its positions count on from there.</param>
readonly record struct Segment(int Start, int Length, int PrefixLength);
