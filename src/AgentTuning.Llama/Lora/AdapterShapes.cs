using System.Collections.Immutable;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Lora;

/// <summary>Finds out which projections of a model get adapters, and of which size.</summary>
static class AdapterShapes
{
    /// <summary>The adapters that a model gets, in the order of its projections.</summary>
    /// <exception cref="InvalidDataException">There are none, or an expression cannot be used.</exception>
    public static IReadOnlyList<AdapterShape> Of(LoraOptions options, LlamaConfig config)
    {
        var (targets, excluded) = (ModuleNames.Of(options.Targets), ModuleNames.Of(options.Excluded));
        var (ranks, alphas) = (new ModulePattern(options.RankPattern), new ModulePattern(options.AlphaPattern));
        List<AdapterShape> shapes = [.. LinearModule.All(config).Where(IsTarget).Select(ShapeOf)];
        return shapes.Count > 0
            ? shapes
            : throw new InvalidDataException(
                $"'{string.Join(", ", options.Targets)}' means none of this model's projections, which are named like {LinearModule.All(config)[0].Name}.");

        // A name in full counts whatever the layers are, as PEFT has it.
        bool IsTarget(LinearModule module) =>
            !excluded.Contain(module)
            && targets.Contain(module)
            && (options.Layers?.Contains(module.Layer) != false || options.Targets.Contains(module.Name));

        AdapterShape ShapeOf(LinearModule module)
        {
            var rank = (int)(ranks.For(module) ?? options.Rank);
            var alpha = alphas.For(module) ?? options.Alpha;
            return new(module, rank, alpha / (options.IsRankStabilized ? Math.Sqrt(rank) : rank));
        }
    }

    /// <summary>The adapters that training begins with; every name that was given must mean something.</summary>
    /// <exception cref="InvalidDataException">A target or a layer is not in the model.</exception>
    public static IReadOnlyList<AdapterShape> OfNew(LoraOptions options, LlamaConfig config)
    {
        foreach (var layer in options.Layers ?? [])
            if (layer < 0 || layer >= config.LayerCount)
                throw new InvalidDataException($"Layer {layer} is to get adapters, and the model has the layers 0 to {config.LayerCount - 1}.");
        RequireKnown(options.Targets, config);
        RequireKnown(options.Excluded, config);
        return Of(options, config);
    }

    static void RequireKnown(ImmutableArray<string> names, LlamaConfig config)
    {
        var modules = LinearModule.All(config);
        foreach (var name in ModuleNames.Of(names).Names)
            if (!modules.Any(module => ModuleNames.IsMeant(name, module)))
                throw new InvalidDataException(
                    $"'{name}' is no projection of this model. They are {string.Join(", ", modules.Select(module => module.ShortName).Distinct())}, or {LoraOptions.AllLinear}.");
    }
}
