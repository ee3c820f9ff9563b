namespace AgentTuning.Llama.Models;

/// <summary>How rotary frequencies are changed for contexts longer than those of pre-training.</summary>
public enum RopeScalingKind
{
    /// <summary>All positions divided by the factor (Chen et al. 2023, https://arxiv.org/abs/2306.15595).</summary>
    Linear,

    /// <summary>Low frequencies divided by the factor, high ones kept, a ramp between (Llama 3.1, https://arxiv.org/abs/2407.21783).</summary>
    Llama3,

    /// <summary>YaRN: a ramp between the two by turns over the original context, and attention scaled (Peng et al. 2023, https://arxiv.org/abs/2309.00071).</summary>
    Yarn,
}
