using AgentTuning.Llama.Memory;

namespace AgentTuning.Cli.Training;

/// <summary>The result of <c>train --plan-only</c> for a program.</summary>
sealed record PlanResult
{
    public required long Parameters { get; init; }

    public required int? Steps { get; init; }

    public required int? MicroSteps { get; init; }

    public required long Bytes { get; init; }

    public required long FreeBytes { get; init; }

    public required bool Fits { get; init; }

    public required IReadOnlyList<MemoryItem> Items { get; init; }

    public required IReadOnlyList<MemoryAdvice> Advice { get; init; }

    public static PlanResult From(PlannedRun run) => new()
    {
        Parameters = run.Config.ParameterCount,
        Steps = run.Plan?.Steps,
        MicroSteps = run.Plan?.MicroSteps,
        Bytes = run.Memory.Bytes,
        FreeBytes = run.Machine.Bytes,
        Fits = run.Fits,
        Items = run.Memory.Items,
        Advice = run.Advice,
    };
}
