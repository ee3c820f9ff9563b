using AgentTuning.Llama.Kernels;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Training;

/// <summary>The floating-point operations of the matrix products of a pass: those that the result needs, whatever is computed twice.</summary>
/// <remarks>
/// A product of (m × k) and (k × n) counts 2·m·k·n; a pass is one product forward and two backward, but one where the weight is frozen. Attention counts the pairs of a
/// position and one that it sees. The last layer from its scores on, and the head, count the rows before supervised tokens only. The
/// embeddings, norms and softmax are left out.
/// </remarks>
static class FlopCount
{
    /// <summary>Forward and backward.</summary>
    /// <param name="model">With its adapters.</param>
    /// <param name="layout">How the documents lie.</param>
    /// <param name="kept">Rows before supervised tokens.</param>
    public static double Of(LlamaModel model, PackLayout layout, int kept)
    {
        var config = model.Config;
        double hidden = config.HiddenSize, queries = (double)config.HeadCount * config.HeadSize;
        var projections = hidden * (queries + 2.0 * config.KeyValueHeadCount * config.HeadSize);
        var behindAttention = queries * hidden + 3 * hidden * config.IntermediateSize;
        var attention = 2 * queries * Pairs(layout);
        var rows = (double)layout.Rows;
        var layers = config.LayerCount * rows * projections + ((config.LayerCount - 1) * rows + kept) * behindAttention;
        var products = model.Adapters.Count > 0 ? 2 : 3;
        return 2 * products * (layers + kept * hidden * config.VocabularySize) + 6 * ((config.LayerCount - 1 + kept / rows) * attention + Adapters(model, rows, kept));
    }

    static double Adapters(LlamaModel model, double rows, int kept) => model.Adapters.Sum(adapter =>
    {
        var isBehindAttention = adapter.Module.Matrix != LayerMatrix.QueryKeyValue;
        var seen = isBehindAttention && adapter.Module.Layer == model.Config.LayerCount - 1 ? kept : rows;
        return seen * (adapter.A.numel() + adapter.B.numel());
    });

    static double Pairs(PackLayout layout) => layout.PrefixLast.Sum(
        segment => (double)segment.Length * segment.PrefixLength + segment.Length * (segment.Length + 1.0) / 2);
}
