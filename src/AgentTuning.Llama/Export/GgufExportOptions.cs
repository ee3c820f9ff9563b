using AgentTuning.Gguf;

namespace AgentTuning.Llama.Export;

/// <summary>How a model becomes a GGUF file.</summary>
public sealed record GgufExportOptions
{
    /// <summary>The number type of matrices; default F16. Norms and biases are F32, and a matrix whose rows are no whole blocks of Q8_0 is F16.</summary>
    public GgufTensorType Type { get; init; } = GgufTensorType.F16;

    /// <summary>The model's name in the file; null is that of the folder.</summary>
    public string? Name { get; init; }

    /// <summary>llama.cpp's name for the pre-tokenizer; null to find it.</summary>
    public string? PreTokenizer { get; init; }
}
