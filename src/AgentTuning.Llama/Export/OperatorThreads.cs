using TorchSharp;

namespace AgentTuning.Llama.Export;

/// <summary>Lets operators of a small model run on one thread while it lives: several would wait for one another longer than they compute.</summary>
sealed class OperatorThreads : IDisposable
{
    readonly int _before = torch.get_num_threads();

    public OperatorThreads(bool isSmall)
    {
        if (isSmall) torch.set_num_threads(1);
    }

    public void Dispose() => torch.set_num_threads(_before);
}
