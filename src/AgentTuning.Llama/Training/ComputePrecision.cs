namespace AgentTuning.Llama.Training;

/// <summary>The number type of matrix products in training. Weights, gradients, sums and the residual stream stay in 32-bit floats.</summary>
public enum ComputePrecision
{
    /// <summary>bf16 where the processor or GPU has instructions for it and the model is wide enough to gain, else fp32.</summary>
    Auto,

    /// <summary>32-bit floats.</summary>
    F32,

    /// <summary>The upper halves of 32-bit floats.</summary>
    BF16,
}
