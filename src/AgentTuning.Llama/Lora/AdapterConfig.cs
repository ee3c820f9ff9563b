using System.Collections.Immutable;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Lora;

/// <summary>What an <c>adapter_config.json</c> says, as far as it is used here.</summary>
sealed record AdapterConfig
{
    /// <summary>The options that all adapters share; targets and layers count where <see cref="Targets"/> is made from them.</summary>
    public required LoraOptions Options { get; init; }

    /// <summary>The projections that are tuned.</summary>
    public required ModuleNames Targets { get; init; }

    /// <summary>Projections that are not, whatever the targets say.</summary>
    public ModuleNames? Excluded { get; init; }

    /// <summary>Ranks other than the common one, by expressions for the ends of names; the first that matches counts.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Ranks { get; init; } = [];

    /// <summary>Alphas other than the common one, as the ranks.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Alphas { get; init; } = [];

    /// <summary>The configuration that options ask for.</summary>
    public static AdapterConfig Of(LoraOptions options) => new()
    {
        Options = options,
        Targets = options.Targets.Contains(LoraOptions.AllLinear, StringComparer.OrdinalIgnoreCase)
            ? new(LoraOptions.AllLinear)
            : new ModuleNames(options.Targets),
    };

    /// <summary>The adapters that a model gets, in the order of its projections.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public IReadOnlyList<AdapterShape> In(LlamaConfig config)
    {
        List<AdapterShape> shapes = [.. LinearModule.All(config).Where(IsTarget).Select(ShapeOf)];
        return shapes.Count > 0
            ? shapes
            : throw new InvalidDataException($"The targets of the adapter are none of this model's projections, such as {LinearModule.All(config)[0].Name}.");
    }

    // A name in full counts whatever the layers are, as PEFT has it.
    bool IsTarget(LinearModule module) =>
        Excluded?.Contain(module) != true
        && Targets.Contain(module)
        && (Options.Layers?.Contains(module.Layer) != false || Targets.Names.Contains(module.Name));

    AdapterShape ShapeOf(LinearModule module)
    {
        var rank = (int)(For(Ranks, module) ?? Options.Rank);
        var alpha = For(Alphas, module) ?? Options.Alpha;
        return new(module, rank, alpha / (Options.IsRankStabilized ? Math.Sqrt(rank) : rank));
    }

    static double? For(ImmutableArray<KeyValuePair<string, double>> patterns, LinearModule module)
    {
        foreach (var (pattern, value) in patterns)
            if (ModuleNames.Expression($@"^(?:.*\.)?(?:{pattern})$", pattern).IsMatch(module.Name)) return value;
        return null;
    }
}
