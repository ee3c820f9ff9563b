namespace AgentTuning.Llama.Kernels;

/// <summary>SwiGLU over rows that hold gate and up projection side by side. One caller at a time.</summary>
interface ISwiGluKernel
{
    /// <summary>gate · sigmoid(gate) · up of each row.</summary>
    /// <param name="gateUp">(N, 2F)</param>
    /// <param name="result">(N, F), overwritten.</param>
    void Forward(RowBuffer gateUp, RowBuffer result);

    /// <summary>The gradient of gate and up projection.</summary>
    /// <param name="gateUp">(N, 2F), overwritten by its gradient.</param>
    /// <param name="outer">(N, F), the gradient of the result.</param>
    void Backward(RowBuffer gateUp, RowBuffer outer);
}
