namespace AgentTuning.Llama.Generation;

/// <summary>One query of one position.</summary>
/// <param name="vector">(head size), rotated and scaled.</param>
/// <param name="seen">The positions it sees: from the first to before the end, its own the last.</param>
/// <param name="scores">Room for a score per position, rounded up to whole blocks.</param>
/// <param name="sum">Room for the weighted values, padded.</param>
/// <param name="result">(head size): where the result goes.</param>
readonly unsafe struct AttentionQuery(float* vector, Range seen, float* scores, float* sum, float* result)
{
    public float* Vector { get; } = vector;

    public int First { get; } = seen.Start.Value;

    public int End { get; } = seen.End.Value;

    public float* Scores { get; } = scores;

    public float* Sum { get; } = sum;

    public float* Result { get; } = result;
}
