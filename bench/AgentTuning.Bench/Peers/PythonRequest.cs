using System.Collections.Immutable;

namespace AgentTuning.Bench.Peers;

/// <summary>Asks the plain loop in Python for a step.</summary>
/// <param name="Examples">Their places in the file.</param>
/// <param name="Batch">Examples padded together.</param>
/// <param name="Update">False only computes gradients.</param>
/// <param name="Processor">True counts the seconds of the processor.</param>
sealed record PythonRequest(ImmutableArray<int> Examples, int Batch, bool Update, bool Processor);
