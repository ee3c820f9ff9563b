namespace AgentTuning.Llama.Generation;

/// <summary>One query of one position.</summary>
/// <param name="vector">(head size), rotated and scaled.</param>
/// <param name="visible">The positions it sees: its own and all before it.</param>
/// <param name="scores">Room for a score per position, rounded up to whole blocks.</param>
/// <param name="sum">Room for the weighted values, padded.</param>
/// <param name="result">(head size): where the result goes.</param>
readonly unsafe struct AttentionQuery(float* vector, int visible, float* scores, float* sum, float* result)
{
    public float* Vector { get; } = vector;

    public int Visible { get; } = visible;

    public float* Scores { get; } = scores;

    public float* Sum { get; } = sum;

    public float* Result { get; } = result;
}
