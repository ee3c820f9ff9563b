using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentTuning.Datasets;
using AgentTuning.Llama.Models;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>Makes the record that tells one training run from another.</summary>
static class TrainingFingerprint
{
    /// <summary>The record of a run that has not begun.</summary>
    public static TrainingRecord Create(LlamaModel model, TrainingPlan plan)
    {
        var fields = JsonSerializer.SerializeToNode(plan.Options, TrainingJson.Default.TrainingOptions)!.AsObject();
        fields.Remove("checkpointInterval"); // changes when state is kept, not what comes out
        fields["lora"]?.AsObject().Remove("baseModel"); // only a name
        if (fields["pass"] is JsonObject pass)
        {
            // Another machine may go on: these change rounding only.
            pass.Remove("threads");
            pass.Remove("device");
        }
        return new()
        {
            Options = fields,
            Model = JsonNode.Parse(LlamaConfigJson.Write(model.Config))!,
            WeightsHash = HashOf(model),
            DataHash = HashOf(plan.Data.Examples),
            ValidationHash = HashOf(plan.Data.Validation),
            Examples = plan.Data.Examples.Count,
            Pools = plan.Data.Pools.Count == 0 ? null : [.. plan.Data.Pools.Select(Describe)],
        };
    }

    /// <summary>What differs between two records, as a sentence part; null where they are equal.</summary>
    public static string? Difference(TrainingRecord earlier, TrainingRecord now)
    {
        foreach (var name in now.Options.Select(field => field.Key).Union(earlier.Options.Select(field => field.Key)))
        {
            var (old, current) = (earlier.Options[name]?.ToJsonString() ?? "not set", now.Options[name]?.ToJsonString() ?? "not set");
            if (old != current) return $"the option {name} was {old} and is now {current}";
        }
        if (!JsonNode.DeepEquals(earlier.Model, now.Model)) return "the model has another shape";
        if (earlier.WeightsHash != now.WeightsHash) return "the model had other weights to begin with";
        if (Join(earlier.Pools) is var before && Join(now.Pools) is var after && before != after) return $"the pools were {before} and are now {after}";
        if (earlier.DataHash != now.DataHash) return $"the {earlier.Examples} training examples were others";
        return earlier.ValidationHash != now.ValidationHash ? "the validation examples were others" : null;
    }

    static string Describe(DrawPool pool) => pool.IsAgent
        ? $"{pool.Name} (agent, {pool.Count} examples)"
        : string.Create(CultureInfo.InvariantCulture, $"{pool.Name} (general, weight {pool.Weight}, {pool.Count} examples)");

    static string Join(IReadOnlyList<string>? pools) => pools is null ? "none" : string.Join(", ", pools);

    static string HashOf(LlamaModel model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in model.Parameters) hash.AppendData(parameter.bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static string HashOf(IReadOnlyList<TokenizedExample> examples)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var example in examples)
        {
            hash.AppendData(MemoryMarshal.AsBytes<int>([example.Length]));
            hash.AppendData(MemoryMarshal.AsBytes(example.TokenIds.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(example.Mask.AsSpan()));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
