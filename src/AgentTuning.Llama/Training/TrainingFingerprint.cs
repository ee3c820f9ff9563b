using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentTuning.Llama.Models;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>Makes the record that tells one training run from another.</summary>
static class TrainingFingerprint
{
    /// <summary>The record of a run that has not begun.</summary>
    public static TrainingRecord Create(
        LlamaModel model, TrainingOptions options, IReadOnlyList<TokenizedExample> examples, IReadOnlyList<TokenizedExample> validation)
    {
        var fields = JsonSerializer.SerializeToNode(options, TrainingJson.Default.TrainingOptions)!.AsObject();
        fields.Remove("checkpointInterval"); // changes when state is kept, not what comes out
        return new()
        {
            Options = fields,
            Model = JsonNode.Parse(LlamaConfigJson.Write(model.Config))!,
            WeightsHash = HashOf(model),
            DataHash = HashOf(examples),
            ValidationHash = HashOf(validation),
            Examples = examples.Count,
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
        if (earlier.DataHash != now.DataHash) return $"the {earlier.Examples} training examples were others";
        return earlier.ValidationHash != now.ValidationHash ? "the validation examples were others" : null;
    }

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
