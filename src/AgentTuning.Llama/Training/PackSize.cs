namespace AgentTuning.Llama.Training;

/// <summary>How large a pack is.</summary>
/// <param name="Rows">Positions that are computed.</param>
/// <param name="Kept">Those of them before a supervised token.</param>
/// <param name="LongestContext">The longest document with its prefix.</param>
readonly record struct PackSize(int Rows, int Kept, int LongestContext)
{
    /// <summary>What buffers for both must hold: they grow with each number by itself.</summary>
    public PackSize Union(PackSize other) => new(Math.Max(Rows, other.Rows), Math.Max(Kept, other.Kept), Math.Max(LongestContext, other.LongestContext));
}
