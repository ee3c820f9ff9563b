using System.Text.Json;

namespace AgentTuning.Llama.Models;

/// <summary>The rotary part of a <c>config.json</c>, in the old spelling (<c>rope_theta</c>, <c>rope_scaling</c>) and that of Transformers 5 (<c>rope_parameters</c>).</summary>
static class RopeFields
{
    /// <summary>The base of the frequencies.</summary>
    public static double Theta(ConfigFields fields) =>
        (fields.Object("rope_parameters") is { } parameters && parameters.Has("rope_theta") ? parameters : fields).Number("rope_theta", 10_000);

    /// <summary>The scaling, or null where there is none.</summary>
    /// <exception cref="InvalidDataException">Of a kind that is not known here.</exception>
    public static RopeScaling? Scaling(ConfigFields fields)
    {
        var name = fields.Has("rope_parameters") ? "rope_parameters" : "rope_scaling";
        if (fields.Object(name) is not { } scaling) return null;
        RequirePlain(fields, scaling, name);
        var kindField = scaling.Has("rope_type") ? "rope_type" : "type";
        return scaling.Text(kindField, "default") switch
        {
            "default" => null,
            "linear" => new() { Kind = RopeScalingKind.Linear, Factor = Factor(scaling) },
            "llama3" => new()
            {
                Kind = RopeScalingKind.Llama3,
                Factor = Factor(scaling),
                LowFrequencyFactor = scaling.Number("low_freq_factor", 1),
                HighFrequencyFactor = scaling.Number("high_freq_factor", 4),
                OriginalMaxPositions = scaling.Integer("original_max_position_embeddings"),
            },
            "yarn" => Yarn(fields, scaling),
            _ => throw scaling.Unsupported(kindField, "default, linear, llama3 or yarn"),
        };
    }

    // One set of numbers for all layers and whole heads; other families have sets by the kind of layer.
    static void RequirePlain(ConfigFields fields, ConfigFields scaling, string name)
    {
        if (scaling.Root.EnumerateObject().Any(property => property.Value.ValueKind == JsonValueKind.Object))
            throw fields.Unsupported(name, "numbers that hold for all layers");
        if (scaling.Number("partial_rotary_factor", 1) != 1) throw scaling.Unsupported("partial_rotary_factor", "1");
    }

    static RopeScaling Yarn(ConfigFields fields, ConfigFields scaling)
    {
        foreach (var name in new[] { "mscale", "mscale_all_dim" })
            if (scaling.Has(name)) throw scaling.Unsupported(name, "none: it belongs to another family");
        if (!scaling.Flag("truncate", absent: true)) throw scaling.Unsupported("truncate", "true");
        return new()
        {
            Kind = RopeScalingKind.Yarn,
            Factor = Factor(scaling),
            BetaFast = scaling.Number("beta_fast", 32),
            BetaSlow = scaling.Number("beta_slow", 1),
            AttentionFactor = scaling.Has("attention_factor") ? scaling.Number("attention_factor", 1) : null,
            OriginalMaxPositions = scaling.Integer("original_max_position_embeddings", fields.Integer("max_position_embeddings", 2048)),
        };
    }

    static double Factor(ConfigFields scaling) =>
        scaling.Has("factor") ? scaling.Number("factor", 1) : throw scaling.Unsupported("factor", "a number of at least 1");
}
