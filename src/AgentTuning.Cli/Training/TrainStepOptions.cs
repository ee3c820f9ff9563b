using System.CommandLine;
using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Training;

/// <summary>The options of <c>train</c> about the steps: how many, how large, and how the weights follow.</summary>
sealed class TrainStepOptions
{
    readonly Option<int> _epochs = OptionKinds.Number("--epochs", "Passes over the examples; where they are drawn, over the agent examples on average.", 1);
    readonly Option<int?> _steps = OptionKinds.OptionalNumber("--steps", "Optimizer steps, instead of --epochs.");
    readonly Option<int> _tokensPerStep = OptionKinds.Number("--tokens-per-step", "Tokens in an optimizer step.", 4096);
    readonly Option<int?> _examplesPerStep = OptionKinds.OptionalNumber("--examples-per-step", "Examples in an optimizer step, instead of --tokens-per-step; the paper's batch is 64.");
    readonly Option<OptimizerKind> _optimizer = OptionKinds.Choice("--optimizer", "Muon is for the matrices inside the layers: fewer tokens to the same loss for a model made from nothing.", OptimizerKind.AdamW);
    readonly Option<double> _learningRate = OptionKinds.Real("--learning-rate", "The highest learning rate.", 1e-3);
    readonly Option<double> _warmup = OptionKinds.Real("--warmup", "The share of the steps over which the learning rate rises.", 0.03);
    readonly Option<int?> _warmupSteps = OptionKinds.OptionalNumber("--warmup-steps", "The number of steps over which it rises, instead of --warmup.");
    readonly Option<RateFall> _fall = OptionKinds.Choice("--schedule", "The learning rate's way down behind the warm-up.", RateFall.Cosine);
    readonly Option<double> _finalShare = OptionKinds.Real("--final-learning-rate", "The learning rate of the last step as a share of the highest.", 0.1);
    readonly Option<double> _weightDecay = OptionKinds.Real("--weight-decay", "Weight decay of matrices, whichever the optimizer.", 0.1);
    readonly Option<double> _beta1 = OptionKinds.Real("--beta1", "The memory of AdamW's gradient.", 0.9);
    readonly Option<double> _beta2 = OptionKinds.Real("--beta2", "The memory of AdamW's squared gradient.", 0.95);
    readonly Option<double> _epsilon = OptionKinds.Real("--epsilon", "Added to the root of AdamW's squared gradient.", 1e-8);
    readonly Option<double> _clip = OptionKinds.Real("--clip", "The longest gradient; longer ones are scaled down to it.", 1);
    readonly Option<int?> _validateEvery = OptionKinds.OptionalNumber("--validate-every", "Steps between two measurements of the validation loss. Default: after the last step only.");
    readonly Option<int> _seed = OptionKinds.Number("--seed", "Seeds the order and the draws of the examples, and the weights of a new model.", 0);

    public OptionGroup Group => new(
        "Steps",
        [
            _epochs, _steps, _tokensPerStep, _examplesPerStep, _optimizer, _learningRate, _warmup, _warmupSteps, _fall, _finalShare, _weightDecay, _beta1,
            _beta2, _epsilon, _clip, _validateEvery, _seed,
        ]);

    /// <summary>The options with those of the command line.</summary>
    /// <exception cref="UsageException">Two options say the same thing.</exception>
    public TrainingOptions AddTo(TrainingOptions options, ParseResult result)
    {
        RequireOneOf(result, _warmup, _warmupSteps);
        RequireOneOf(result, _epochs, _steps);
        RequireOneOf(result, _tokensPerStep, _examplesPerStep);
        return Read(options, result);
    }

    static void RequireOneOf(ParseResult result, Option one, Option other)
    {
        if (result.GetResult(one) is { Implicit: false } && result.GetResult(other) is { Implicit: false })
            throw new UsageException($"{one.Name} and {other.Name} say the same thing in two ways: give one of them.");
    }

    TrainingOptions Read(TrainingOptions options, ParseResult result) => options with
    {
        Optimizer = result.GetValue(_optimizer),
        LearningRate = result.GetValue(_learningRate),
        WarmupShare = result.GetValue(_warmup),
        WarmupSteps = result.GetValue(_warmupSteps),
        Fall = result.GetValue(_fall),
        FinalLearningRateShare = result.GetValue(_finalShare),
        WeightDecay = result.GetValue(_weightDecay),
        Beta1 = result.GetValue(_beta1),
        Beta2 = result.GetValue(_beta2),
        Epsilon = result.GetValue(_epsilon),
        ClipNorm = result.GetValue(_clip),
        TokensPerStep = result.GetValue(_tokensPerStep),
        ExamplesPerStep = result.GetValue(_examplesPerStep),
        Epochs = result.GetValue(_epochs),
        Steps = result.GetValue(_steps),
        ValidationInterval = result.GetValue(_validateEvery),
        Seed = result.GetValue(_seed),
    };
}
