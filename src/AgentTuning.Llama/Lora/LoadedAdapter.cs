using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Lora;

/// <summary>An adapter that was read.</summary>
/// <param name="Options">How it was made.</param>
/// <param name="Adapters">One for each projection, in the order of the model's projections.</param>
sealed record LoadedAdapter(LoraOptions Options, IReadOnlyList<LowRankAdapter> Adapters) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var adapter in Adapters) adapter.Dispose();
    }
}
