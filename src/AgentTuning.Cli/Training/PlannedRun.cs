using AgentTuning.Llama.Memory;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Training;

/// <summary>What a run would do and take, before any weight is in memory.</summary>
/// <param name="Config">The model's shape.</param>
/// <param name="Options">How it would be trained.</param>
/// <param name="Plan">Its steps; null where no examples were given.</param>
/// <param name="Memory">What it would take.</param>
/// <param name="Machine">What there is.</param>
sealed record PlannedRun(LlamaConfig Config, TrainingOptions Options, TrainingPlan? Plan, MemoryPlan Memory, MachineMemory Machine)
{
    /// <summary>True where the machine has enough.</summary>
    public bool Fits => Memory.Bytes <= Machine.Bytes;

    /// <summary>What would take less.</summary>
    public IReadOnlyList<MemoryAdvice> Advice => MemoryAdviser.For(Config, Options, Plan);

    /// <summary>The plan of a run over examples.</summary>
    public static PlannedRun Of(LlamaConfig config, TrainingPlan plan) => new(config, plan.Options, plan, MemoryPlan.Of(config, plan), MachineMemory.Read());

    /// <summary>The plan of a run whose examples are not known: packs as large as they can be.</summary>
    public static PlannedRun OfFullPacks(LlamaConfig config, TrainingOptions options) =>
        new(config, options, null, MemoryPlan.OfFullPacks(config, options), MachineMemory.Read());

    /// <exception cref="InvalidDataException">The machine has not enough; the message says what would take less.</exception>
    public void RequireFit()
    {
        if (!Fits)
            throw new InvalidDataException(
                $"Training takes {MemoryTable.Size(Memory.Bytes)} of memory, and {MemoryTable.Size(Machine.Bytes)} are free on {Machine.Limit}. It would take\n"
                + $"{MemoryTable.Of(Advice)}\nGive one of these or a larger machine, or --ignore-memory-plan to try all the same.");
    }
}
