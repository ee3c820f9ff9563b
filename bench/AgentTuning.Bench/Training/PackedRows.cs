namespace AgentTuning.Bench.Training;

/// <summary>The rows that shared prefixes leave of a step.</summary>
/// <param name="RowsPerPack">The most rows of a pack, each of which computes the prefix of its documents.</param>
/// <param name="Rows">All that are computed.</param>
sealed record PackedRows(int RowsPerPack, int Rows);
