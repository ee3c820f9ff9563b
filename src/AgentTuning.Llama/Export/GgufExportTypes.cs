using AgentTuning.Gguf;

namespace AgentTuning.Llama.Export;

/// <summary>The names of number types on the command line.</summary>
public static class GgufExportTypes
{
    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["f32", "f16", "bf16", "q8_0"];

    /// <summary>The type of a name.</summary>
    public static GgufTensorType Parse(string name) => name switch
    {
        "f32" => GgufTensorType.F32,
        "f16" => GgufTensorType.F16,
        "bf16" => GgufTensorType.BF16,
        "q8_0" => GgufTensorType.Q80,
        _ => throw new ArgumentException($"The number type is '{name}', expected one of {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>The name of a type.</summary>
    public static string NameOf(GgufTensorType type) => type == GgufTensorType.Q80 ? "q8_0" : type.ToString().ToLowerInvariant();
}
