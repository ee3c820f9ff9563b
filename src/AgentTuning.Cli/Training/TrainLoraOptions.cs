using System.Collections.Immutable;
using System.CommandLine;
using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Training;

namespace AgentTuning.Cli.Training;

/// <summary>The options of <c>train</c> about LoRA adapters.</summary>
sealed class TrainLoraOptions
{
    readonly Option<int?> _rank = OptionKinds.OptionalNumber("--lora-rank", "Train adapters of this rank beside the model's projections, and leave its own weights as they are.");
    readonly Option<double?> _alpha = new("--lora-alpha") { Description = "What adapters count, over their rank. Default: twice the rank.", HelpName = "x" };
    readonly Option<double?> _dropout = new("--lora-dropout") { Description = "The share of inputs that an adapter does not see in a step. Default: 0.", HelpName = "x" };

    readonly Option<string[]> _targets = new("--lora-targets")
    {
        Description = "The projections that get adapters: names such as q_proj,v_proj, or an expression for whole names. Default: all-linear.",
        HelpName = "names",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    readonly Option<bool> _isRankStabilized = OptionKinds.Switch("--lora-rslora", "Divide alpha by the root of the rank instead of the rank.");
    readonly Option<string?> _adapter = new("--adapter") { Description = "The folder of an adapter for the model, to go on training; it says its rank and targets itself.", HelpName = "folder" };

    public OptionGroup Group => new("LoRA", [_rank, _alpha, _dropout, _targets, _isRankStabilized, _adapter]);

    /// <summary>The request with the adapters that are asked for.</summary>
    /// <exception cref="UsageException">Options do not go together.</exception>
    public TrainingRequest AddTo(TrainingRequest request, ParseResult result)
    {
        var adapter = result.GetValue(_adapter);
        var rank = result.GetValue(_rank);
        RequireTogether(result, rank is not null, adapter is not null);
        if (rank is null && adapter is null)
            return request;

        var asked = adapter is null ? "--lora-rank" : "--adapter";
        if (request.Model is null)
            throw new UsageException($"{asked} goes with the folder of a model, not with --model new: adapters change a model that can do something already.");
        if (request.Options.Optimizer == OptimizerKind.Muon)
            throw new UsageException($"{asked} does not go with --optimizer muon, which makes the update of a whole matrix orthogonal. Leave --optimizer out.");
        if (adapter is not null && !Directory.Exists(adapter))
            throw new UsageException($"--adapter {adapter}: there is no such folder. It holds adapter_config.json and adapter_model.safetensors.");
        var lora = adapter is null ? Read(rank!.Value, request.Model, result) : LoraCheckpoint.ReadOptions(adapter);
        return request with { Adapter = adapter, Options = request.Options with { Lora = lora } };
    }

    LoraOptions Read(int rank, string model, ParseResult result)
    {
        var targets = Targets(result.GetValue(_targets)!);
        return new()
        {
            Rank = rank,
            Alpha = result.GetValue(_alpha) ?? 2 * rank,
            Dropout = result.GetValue(_dropout) ?? 0,
            Targets = targets.IsEmpty ? [LoraOptions.AllLinear] : targets,
            IsRankStabilized = result.GetValue(_isRankStabilized),
            BaseModel = model,
        };
    }

    // A single value may be an expression, in which a comma stands for itself.
    static ImmutableArray<string> Targets(string[] values) => values is [var one] && LoraOptions.IsExpression(one)
        ? [one]
        : [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    void RequireTogether(ParseResult result, bool hasRank, bool hasAdapter)
    {
        if (hasRank && hasAdapter)
            throw new UsageException("--lora-rank makes new adapters, and --adapter goes on with those of a folder. Give one of them.");
        if (hasRank)
            return;
        Option[] others = [_alpha, _dropout, _targets, _isRankStabilized];
        if (others.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } alone)
            throw new UsageException(hasAdapter ? $"{alone.Name} goes with --lora-rank; the adapter of --adapter says it itself." : $"{alone.Name} goes with --lora-rank, such as --lora-rank 16.");
    }
}
