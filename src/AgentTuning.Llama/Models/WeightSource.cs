using TorchSharp.Modules;

namespace AgentTuning.Llama.Models;

/// <summary>Gives the parameter in which weights lie one below the other.</summary>
/// <param name="shape">Of the whole parameter.</param>
/// <param name="names">Hugging Face's names of the weights, from the top.</param>
delegate Parameter WeightSource(long[] shape, params string[] names);
