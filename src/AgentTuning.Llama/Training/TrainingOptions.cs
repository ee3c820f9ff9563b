using AgentTuning.Llama.Lora;

namespace AgentTuning.Llama.Training;

/// <summary>How a model is trained. With the same options, model and examples the result is the same to the bit on the same kind of processor.</summary>
public sealed record TrainingOptions
{
    /// <summary>Which rule updates the matrices inside the layers.</summary>
    public OptimizerKind Optimizer { get; init { if (!Enum.IsDefined(value)) throw new ArgumentOutOfRangeException(nameof(Optimizer), value, "There is no such optimizer."); field = value; } } = OptimizerKind.AdamW;

    /// <summary>The highest learning rate.</summary>
    public double LearningRate { get; init { ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0, nameof(LearningRate)); field = value; } } = 1e-3;

    /// <summary>The share of all steps over which the learning rate rises from 0; in [0, 1].</summary>
    public double WarmupShare { get; init { field = Share(value, nameof(WarmupShare)); } } = 0.03;

    /// <summary>The number of steps over which it rises, instead of <see cref="WarmupShare"/>; null takes the share.</summary>
    public int? WarmupSteps { get; init { if (value is { } steps) ArgumentOutOfRangeException.ThrowIfNegative(steps, nameof(WarmupSteps)); field = value; } }

    /// <summary>The way down from the highest learning rate to that of the last step.</summary>
    public RateFall Fall { get; init { if (!Enum.IsDefined(value)) throw new ArgumentOutOfRangeException(nameof(Fall), value, "There is no such way down."); field = value; } }

    /// <summary>The learning rate of the last step, as a share of the highest; in [0, 1]. Ignored where it stays constant.</summary>
    public double FinalLearningRateShare { get; init { field = Share(value, nameof(FinalLearningRateShare)); } } = 0.1;

    /// <summary>The decay of matrices, apart from the gradient; norms do not decay.</summary>
    public double WeightDecay { get; init { ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(WeightDecay)); field = value; } } = 0.1;

    /// <summary>The memory of the mean gradient; in [0, 1).</summary>
    public double Beta1 { get; init { field = BelowOne(value, nameof(Beta1)); } } = 0.9;

    /// <summary>The memory of the mean squared gradient; in [0, 1).</summary>
    public double Beta2 { get; init { field = BelowOne(value, nameof(Beta2)); } } = 0.95;

    /// <summary>Added to the root of the mean squared gradient.</summary>
    public double Epsilon { get; init { ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0, nameof(Epsilon)); field = value; } } = 1e-8;

    /// <summary>The longest gradient over all weights; longer ones are scaled down to it.</summary>
    public double ClipNorm { get; init { ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, 0, nameof(ClipNorm)); field = value; } } = 1;

    /// <summary>Examples are added to a step until it would hold more tokens than this; one example may be longer.</summary>
    public int TokensPerStep { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(TokensPerStep)); field = value; } } = 4096;

    /// <summary>The number of examples in a step, instead of <see cref="TokensPerStep"/>; null takes tokens. The last step may hold fewer.</summary>
    public int? ExamplesPerStep { get; init { if (value is { } count) ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(ExamplesPerStep)); field = value; } }

    /// <summary>How each shard computes: number type, threads, rows at once, what is computed again.</summary>
    public PassOptions Pass { get; init; } = new();

    /// <summary>The adapters that are trained while the model's own weights stay; null trains all weights.</summary>
    public LoraOptions? Lora { get; init; }

    /// <summary>True to begin with the step that needs the most memory, so that a machine that is too small fails at once; the other steps keep their order.</summary>
    public bool LongestFirst { get; init; }

    /// <summary>η, the probability that an example is an agent one, from 0 to 1, where examples are drawn from pools; null where they are gone through in epochs.</summary>
    public double? AgentShare { get; init { if (value is { } share) Share(share, nameof(AgentShare)); field = value; } }

    /// <summary>
    /// How often each example is seen; where examples are drawn from pools, how often each agent example is seen on average. Ignored
    /// where <see cref="Steps"/> is given.
    /// </summary>
    public int Epochs { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Epochs)); field = value; } } = 3;

    /// <summary>The number of steps; null takes as many as the epochs need.</summary>
    public int? Steps { get; init { if (value is { } steps) ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1, nameof(Steps)); field = value; } }

    /// <summary>The longest example in tokens; null is the model's context.</summary>
    public int? MaxLength { get; init { if (value is { } length) ArgumentOutOfRangeException.ThrowIfLessThan(length, 2, nameof(MaxLength)); field = value; } }

    /// <summary>Orders the examples.</summary>
    public int Seed { get; init; }

    /// <summary>Into how many parts a step is cut, each worked on by a thread of its own. The result depends on it, not on the machine's cores.</summary>
    public int Shards { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Shards)); ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 256, nameof(Shards)); field = value; } } = 4;

    /// <summary>Steps between two checkpoints from which an interrupted run goes on.</summary>
    public int CheckpointInterval { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(CheckpointInterval)); field = value; } } = 200;

    /// <summary>Steps between two measurements of the validation loss; null measures after the last step only.</summary>
    public int? ValidationInterval { get; init { if (value is { } steps) ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1, nameof(ValidationInterval)); field = value; } }

    static double Share(double value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1, name);
        return value;
    }

    static double BelowOne(double value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1, name);
        return value;
    }
}
