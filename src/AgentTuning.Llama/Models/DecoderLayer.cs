using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AgentTuning.Llama.Models;

/// <summary>One decoder layer: attention and feed-forward, each after a norm and added to the residual stream.</summary>
/// <remarks>
/// Query, key and value projections lie in one tensor, gate and up projection in another: one matrix product each.
/// Shapes: B batch, T new position, S position attended to, H query head, K key-value head, C head size, D hidden, F feed-forward.
/// </remarks>
sealed class DecoderLayer
{
    readonly LlamaConfig _config;

    public DecoderLayer(LlamaConfig config, Func<long[], Parameter> create)
    {
        _config = config;
        long hidden = config.HiddenSize, feedForward = config.IntermediateSize;
        AttentionNorm = create([hidden]);
        QueryKeyValue = create([(config.HeadCount + 2L * config.KeyValueHeadCount) * config.HeadSize, hidden]);
        Output = create([hidden, hidden]);
        FeedForwardNorm = create([hidden]);
        GateUp = create([2 * feedForward, hidden]);
        Down = create([hidden, feedForward]);
    }

    /// <summary>(D)</summary>
    public Parameter AttentionNorm { get; }

    /// <summary>((H + 2K)·C, D)</summary>
    public Parameter QueryKeyValue { get; }

    /// <summary>(D, D)</summary>
    public Parameter Output { get; }

    /// <summary>(D)</summary>
    public Parameter FeedForwardNorm { get; }

    /// <summary>(2F, D)</summary>
    public Parameter GateUp { get; }

    /// <summary>(D, F)</summary>
    public Parameter Down { get; }

    /// <summary>In the order in which optimizers and checkpoints keep them.</summary>
    public IEnumerable<Parameter> Parameters => [AttentionNorm, QueryKeyValue, Output, FeedForwardNorm, GateUp, Down];

    /// <summary>Views on the weights under Hugging Face's names, without the layer's prefix.</summary>
    public IEnumerable<(string Name, Tensor Weight)> NamedWeights()
    {
        long queries = _config.HeadCount * _config.HeadSize, keys = _config.KeyValueHeadCount * _config.HeadSize;
        long feedForward = _config.IntermediateSize;
        return
        [
            ("input_layernorm.weight", AttentionNorm),
            ("self_attn.q_proj.weight", QueryKeyValue.narrow(0, 0, queries)),
            ("self_attn.k_proj.weight", QueryKeyValue.narrow(0, queries, keys)),
            ("self_attn.v_proj.weight", QueryKeyValue.narrow(0, queries + keys, keys)),
            ("self_attn.o_proj.weight", Output),
            ("post_attention_layernorm.weight", FeedForwardNorm),
            ("mlp.gate_proj.weight", GateUp.narrow(0, 0, feedForward)),
            ("mlp.up_proj.weight", GateUp.narrow(0, feedForward, feedForward)),
            ("mlp.down_proj.weight", Down),
        ];
    }

    /// <summary>The rows of each projection in one of this layer's matrices, from the top; null where it is no matrix of this layer.</summary>
    public IReadOnlyList<long>? ProjectionRows(Parameter parameter)
    {
        if (ReferenceEquals(parameter, QueryKeyValue))
        {
            long keys = _config.KeyValueHeadCount * _config.HeadSize;
            return [_config.HeadCount * _config.HeadSize, keys, keys];
        }
        if (ReferenceEquals(parameter, GateUp)) return [_config.IntermediateSize, _config.IntermediateSize];
        return ReferenceEquals(parameter, Output) || ReferenceEquals(parameter, Down) ? [_config.HiddenSize] : null;
    }

    /// <summary>The residual stream after this layer.</summary>
    /// <param name="x">(B, T, D)</param>
    /// <param name="cosines">Of the new positions; broadcasts to (B, H, T, C/2).</param>
    /// <param name="sines">As the cosines.</param>
    /// <param name="mask">Added to the attention scores: broadcasts to (B, H, T, S); null is causal.</param>
    /// <param name="append">Gives the keys and values of all positions for those of the new ones, (B, K, T, C) to (B, K, S, C).</param>
    public Tensor Forward(
        Tensor x, Tensor cosines, Tensor sines, Tensor? mask, Func<Tensor, Tensor, (Tensor Keys, Tensor Values)>? append) =>
        FeedForward(x + F.linear(Attended(x, cosines, sines, mask, append), Output));

    Tensor Attended(
        Tensor x, Tensor cosines, Tensor sines, Tensor? mask, Func<Tensor, Tensor, (Tensor Keys, Tensor Values)>? append)
    {
        long batch = x.size(0), length = x.size(1);
        int heads = _config.HeadCount, keyHeads = _config.KeyValueHeadCount;
        var projected = F.linear(Normalize(x, AttentionNorm), QueryKeyValue)
            .view(batch, length, heads + 2 * keyHeads, _config.HeadSize).transpose(1, 2); // (B, H + 2K, T, C)
        var rotated = RotaryTable.Rotate(projected.narrow(1, 0, heads + keyHeads), cosines, sines); // (B, H + K, T, C)
        var queries = rotated.narrow(1, 0, heads); // (B, H, T, C)
        var keys = rotated.narrow(1, heads, keyHeads); // (B, K, T, C)
        var values = projected.narrow(1, heads + keyHeads, keyHeads); // (B, K, T, C)
        if (append is not null) (keys, values) = append(keys, values); // (B, K, S, C)
        return Attend(queries, keys, values, mask).transpose(1, 2).reshape(batch, length, _config.HiddenSize); // (B, T, D)
    }

    Tensor FeedForward(Tensor x)
    {
        var gateUp = F.linear(Normalize(x, FeedForwardNorm), GateUp).chunk(2, -1); // (…, F) twice
        return x + F.linear(F.silu(gateUp[0]) * gateUp[1], Down); // (…, D)
    }

    /// <summary>RMSNorm (Zhang and Sennrich 2019, https://arxiv.org/abs/1910.07467).</summary>
    public Tensor Normalize(Tensor x, Tensor weight) =>
        x * (x.square().mean([-1], keepdim: true) + _config.NormEpsilon).rsqrt() * weight;

    Tensor Attend(Tensor queries, Tensor keys, Tensor values, Tensor? mask)
    {
        var sharing = _config.HeadCount / _config.KeyValueHeadCount;
        if (sharing > 1)
        {
            keys = keys.repeat_interleave(sharing, 1); // (B, H, S, C)
            values = values.repeat_interleave(sharing, 1); // (B, H, S, C)
        }
        long length = queries.size(2), all = keys.size(2);
        if (mask is null && length > 1 && all > length) mask = CausalMask(length, all);
        return mask is null
            ? F.scaled_dot_product_attention(queries, keys, values, is_casual: length > 1)
            : F.scaled_dot_product_attention(queries, keys, values, mask); // (B, H, T, C)
    }

    static Tensor CausalMask(long length, long all) =>
        full([length, all], float.NegativeInfinity).triu_(all - length + 1); // (T, S)
}
