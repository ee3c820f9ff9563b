namespace AgentTuning.Llama.Training;

/// <summary>Where training passes are computed.</summary>
public enum ComputeDevice
{
    /// <summary>A GPU where libtorch finds one, else the processor.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>The first GPU; an error where there is none.</summary>
    Cuda,
}
