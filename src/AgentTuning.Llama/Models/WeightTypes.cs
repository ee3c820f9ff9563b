using static TorchSharp.torch;

namespace AgentTuning.Llama.Models;

/// <summary>What a number type of weights is in memory.</summary>
static class WeightTypes
{
    /// <summary>Bytes of one number.</summary>
    public static int Width(WeightType type) => type == WeightType.F32 ? 4 : 2;

    /// <summary>libtorch's name.</summary>
    public static ScalarType ScalarOf(WeightType type) => type switch
    {
        WeightType.F32 => ScalarType.Float32,
        WeightType.F16 => ScalarType.Float16,
        WeightType.BF16 => ScalarType.BFloat16,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
