namespace AgentTuning.Gguf;

/// <summary>How the numbers of a tensor lie in a GGUF file; the values are those of the format. Only types that are written here.</summary>
public enum GgufTensorType
{
    /// <summary>IEEE 754 binary32.</summary>
    F32 = 0,

    /// <summary>IEEE 754 binary16.</summary>
    F16 = 1,

    /// <summary>Q8_0: blocks of 32 numbers: a binary16 scale and 32 signed bytes.</summary>
    Q80 = 8,

    /// <summary>The upper half of a binary32.</summary>
    BF16 = 30,
}
