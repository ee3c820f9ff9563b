namespace AgentTuning.Llama.Generation;

/// <summary>Vectors one after another in native memory, each of the same padded length.</summary>
/// <param name="pointer">(row, <paramref name="stride"/>)</param>
/// <param name="stride">Floats from one row to the next.</param>
readonly unsafe struct Rows(float* pointer, int stride)
{
    readonly float* _pointer = pointer;

    public nint Stride { get; } = stride;

    public float* this[int row] => _pointer + row * Stride;

    public Span<float> Span(int row, int length) => new(this[row], length);
}
