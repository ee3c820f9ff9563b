using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Training;

/// <summary>What a training run will do, known before its weights are in memory.</summary>
public sealed class TrainingPlan
{
    TrainingPlan(TrainingOptions options, TrainingExamples data, TrainingSchedule schedule, StepSize largest)
    {
        Options = options;
        Data = data;
        Schedule = schedule;
        Largest = largest;
    }

    /// <summary>How to train.</summary>
    public TrainingOptions Options { get; }

    /// <summary>What to learn from.</summary>
    public TrainingExamples Data { get; }

    /// <summary>The number of steps.</summary>
    public int Steps => Schedule.StepCount;

    /// <summary>The most packs that a shard goes through in a step, one after the other.</summary>
    public int MicroSteps => Largest.MicroSteps;

    /// <summary>How many examples of each pool the steps see; empty where examples are gone through in epochs.</summary>
    public IReadOnlyList<int> DrawsByPool => Schedule.DrawsByPool();

    /// <summary>Which examples each step sees.</summary>
    internal TrainingSchedule Schedule { get; }

    /// <summary>What the buffers of each shard must hold for every step and measurement, and the most micro-steps of a step.</summary>
    internal StepSize Largest { get; }

    /// <summary>Plans a run.</summary>
    /// <exception cref="InvalidDataException">An example cannot be used, or there is none; a target of adapters is not in the model.</exception>
    /// <exception cref="ArgumentException">Options do not go together.</exception>
    public static TrainingPlan Create(LlamaConfig config, TrainingOptions options, TrainingExamples data)
    {
        if (options.Pass.Precision == ComputePrecision.Auto) options = options with { Pass = options.Pass with { Precision = ComputePrecision.F32 } };
        RequireAdapters(config, options);
        var limit = Math.Min(options.MaxLength ?? int.MaxValue, config.MaxPositions);
        ExampleCheck.Require(data.Examples, limit, config.VocabularySize);
        if (data.Validation.Count > 0) ExampleCheck.Require(data.Validation, limit, config.VocabularySize);

        var schedule = new TrainingSchedule(options, [.. data.Examples.Select(example => example.Length)], data.Pools);
        var sizes = new StepSize[schedule.StepCount];
        Parallel.For(0, sizes.Length, step => sizes[step] = StepSize.Of([.. schedule.Examples(step).Select(index => data.Examples[index])], options));
        if (options.LongestFirst) schedule.MoveToFront(Array.IndexOf(sizes, sizes.MaxBy(size => size.Rows)));
        var largest = ValidationMeasure.Batches(data.Validation, options).Select(batch => StepSize.Of(batch.Batch, options) with { MicroSteps = 0 })
            .Concat(sizes)
            .Aggregate((one, other) => one.Union(other));
        return new(options, data, schedule, largest);
    }

    static void RequireAdapters(LlamaConfig config, TrainingOptions options)
    {
        if (options.Lora is not { } lora) return;
        if (options.Optimizer == OptimizerKind.Muon)
            throw new ArgumentException("Muon makes the update of a whole matrix orthogonal, and an adapter's is the product of two. Take AdamW with LoRA.", nameof(options));
        if (lora.Origin is null) AdapterShapes.OfNew(lora, config);
    }
}
