using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>How a checkpoint's weights lie in memory.</summary>
public sealed record LoadOptions
{
    /// <summary>The number type in memory: F32, the default, or BF16, half as large, for weights that training leaves as they are.</summary>
    public WeightType MemoryType
    {
        get;
        init
        {
            if (value is not (WeightType.F32 or WeightType.BF16))
                throw new ArgumentOutOfRangeException(nameof(MemoryType), value, "Weights lie in memory as F32 or BF16.");
            field = value;
        }
    } = WeightType.F32;

    /// <summary>True where training leaves the weights as they are; default false.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>
    /// True, the default, lets weights that are stored in the wanted type lie on the files' own bytes, copied where they are written to;
    /// the files must then not be shortened or overwritten in place while the model lives. False copies all.
    /// </summary>
    public bool IsMapped { get; init; } = true;
}
