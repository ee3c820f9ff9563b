using System.Globalization;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Training;

/// <summary>What a run computes with: as asked for, and by the model where nothing was.</summary>
/// <param name="Options">With every choice made.</param>
/// <param name="Reason">What was chosen and why, in one sentence.</param>
sealed record MachineChoice(TrainingOptions Options, string Reason)
{
    /// <summary>Chooses for a model.</summary>
    /// <exception cref="UsageException">A number is out of range, or a GPU was asked for that there is not.</exception>
    public static MachineChoice For(LlamaConfig config, TrainingRequest request)
    {
        try
        {
            var (pass, reason) = PassDefaults.Decide(config, request.Options.Pass);
            var options = request.Options with { Shards = request.Shards ?? (pass.Device == ComputeDevice.Cuda ? 1 : PassDefaults.Shards(config)) };
            options = options with { Pass = pass with { Threads = request.Threads ?? PassDefaults.Threads(config, options.Shards) } };
            var (shards, threads) = (options.Shards, options.Pass.Threads);
            return new(options, string.Create(
                CultureInfo.InvariantCulture,
                $"Computed on {reason}; {shards} {(shards == 1 ? "shard" : "shards")} of {threads} {(threads == 1 ? "thread" : "threads")}."));
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or InvalidOperationException)
        {
            throw new UsageException(exception.Message.ReplaceLineEndings(" "));
        }
    }
}
