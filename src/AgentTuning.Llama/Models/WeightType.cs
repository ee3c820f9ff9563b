namespace AgentTuning.Llama.Models;

/// <summary>The number type of weights on disk. In memory they are 32-bit floats.</summary>
public enum WeightType
{
    /// <summary>IEEE 754 binary32 (<c>float32</c>).</summary>
    F32,

    /// <summary>IEEE 754 binary16 (<c>float16</c>).</summary>
    F16,

    /// <summary>The upper half of a binary32 (<c>bfloat16</c>).</summary>
    BF16,
}
