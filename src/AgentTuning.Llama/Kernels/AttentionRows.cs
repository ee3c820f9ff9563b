namespace AgentTuning.Llama.Kernels;

/// <summary>What attention reads, and what it keeps for its way back.</summary>
/// <param name="Queries">(N, W), the joint projection whose queries and keys count; not turned yet.</param>
/// <param name="Values">(N, W), the joint projection whose values count; the same where nothing lies between.</param>
/// <param name="LogSums">(N, H), a head's rows one after the other.</param>
/// <param name="Window">How many positions a query sees, its own among them; null sees all before it.</param>
/// <param name="Needed">(N), true where what a row attends to is needed; null is everywhere. What stands in other rows has no meaning, and their gradient is zero.</param>
readonly record struct AttentionRows(RowBuffer Queries, RowBuffer Values, RowBuffer LogSums, int? Window = null, bool[]? Needed = null);
