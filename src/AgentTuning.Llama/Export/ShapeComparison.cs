using System.Globalization;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Export;

/// <summary>Compares what two files say about a model's shape.</summary>
static class ShapeComparison
{
    /// <summary>Fields that differ; what only single precision rounds is the same.</summary>
    /// <param name="source">As it was.</param>
    /// <param name="export">As it is read back.</param>
    /// <param name="isGguf">True where Mistral is a Llama, windows are left out, and Llama 3's scaling is a tensor.</param>
    public static IReadOnlyList<string> Differences(LlamaConfig source, LlamaConfig export, bool isGguf)
    {
        var mine = Fields(source, isGguf);
        var theirs = Fields(export, isGguf);
        return [.. mine.Where(field => theirs[field.Key] != field.Value).Select(field => $"{field.Key}: {field.Value}, exported {theirs[field.Key]}")];
    }

    static Dictionary<string, string> Fields(LlamaConfig config, bool isGguf)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("Family", isGguf ? GgufTensorNames.ArchitectureOf(config.Family) : config.Family);
        Add("HiddenSize", config.HiddenSize);
        Add("IntermediateSize", config.IntermediateSize);
        Add("LayerCount", config.LayerCount);
        Add("HeadCount", config.HeadCount);
        Add("KeyValueHeadCount", config.KeyValueHeadCount);
        Add("HeadSize", config.HeadSize);
        Add("VocabularySize", config.VocabularySize);
        Add("MaxPositions", config.MaxPositions);
        Add("NormEpsilon", (float)config.NormEpsilon);
        Add("RopeTheta", (float)config.RopeTheta);
        Add("HasTiedHead", config.HasTiedHead);
        Add("HasQueryKeyValueBias", config.HasQueryKeyValueBias);
        Add("HasOutputBias", config.HasOutputBias);
        Add("HasFeedForwardBias", config.HasFeedForwardBias);
        Add("HasQueryKeyNorm", config.HasQueryKeyNorm);
        if (!isGguf)
        {
            Add("SlidingWindow", config.SlidingWindow ?? 0);
            Add("FirstWindowedLayer", config.FirstWindowedLayer);
            Add("BeginningOfTextId", config.BeginningOfTextId);
            Add("EndOfTextIds", string.Join(' ', new[] { config.EndOfTextId }.Concat(config.OtherEndOfTextIds)));
        }
        var scaling = isGguf && config.RopeScaling is { Kind: RopeScalingKind.Llama3 } ? null : config.RopeScaling;
        Add("RopeScaling", scaling?.Kind.ToString() ?? "none");
        Add("RopeScaling.Factor", (float)(scaling?.Factor ?? 1));
        Add("RopeScaling.Amplitude", (float)Math.Round(scaling?.Amplitude ?? 1, 5));
        if (scaling is not { Kind: RopeScalingKind.Yarn } yarn) return fields;
        Add("RopeScaling.OriginalMaxPositions", yarn.OriginalMaxPositions);
        Add("RopeScaling.BetaFast", (float)yarn.BetaFast);
        Add("RopeScaling.BetaSlow", (float)yarn.BetaSlow);
        return fields;

        void Add(string name, object value) => fields[name] = Convert.ToString(value, CultureInfo.InvariantCulture)!;
    }
}
