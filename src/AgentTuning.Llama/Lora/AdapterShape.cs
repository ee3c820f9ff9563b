using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Lora;

/// <summary>One adapter without its numbers.</summary>
/// <param name="Module">The projection.</param>
/// <param name="Rank">Of its matrices.</param>
/// <param name="Scale">By which their product is multiplied.</param>
sealed record AdapterShape(LinearModule Module, int Rank, double Scale)
{
    /// <summary>The numbers of A and B.</summary>
    public long ParameterCount => (long)Rank * (Module.Inputs + Module.Outputs);
}
