using System.Collections.Immutable;

namespace AgentTuning.Bench.Peers;

/// <summary>An example for the plain loop in Python.</summary>
/// <param name="Ids">(position)</param>
/// <param name="Mask">(position); 1 where a token has loss, else 0.</param>
sealed record PythonExample(ImmutableArray<int> Ids, ImmutableArray<int> Mask);
