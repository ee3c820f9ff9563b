using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>The weights of RMSNorm over each head of queries and of keys, with their gradients.</summary>
/// <param name="Queries">(C), 32-bit floats.</param>
/// <param name="Keys">(C), 32-bit floats.</param>
/// <param name="QueryGradients">(C), added to on the way back; null where the weight is frozen.</param>
/// <param name="KeyGradients">(C), as those of the queries.</param>
readonly record struct HeadNorms(Tensor Queries, Tensor Keys, Tensor? QueryGradients, Tensor? KeyGradients);
