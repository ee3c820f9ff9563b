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
    readonly int? _window;

    /// <param name="config">The shape.</param>
    /// <param name="index">From 0; a family may treat layers differently.</param>
    /// <param name="create">Makes the weights.</param>
    public DecoderLayer(LlamaConfig config, int index, WeightSource create)
    {
        _config = config;
        _window = config.WindowOf(index);
        long hidden = config.HiddenSize, feedForward = config.IntermediateSize;
        AttentionNorm = Create([hidden], "input_layernorm.weight");
        QueryKeyValue = Create([config.QueryKeyValueWidth, hidden], "self_attn.q_proj.weight", "self_attn.k_proj.weight", "self_attn.v_proj.weight");
        Output = Create([hidden, config.AttentionWidth], "self_attn.o_proj.weight");
        FeedForwardNorm = Create([hidden], "post_attention_layernorm.weight");
        GateUp = Create([2 * feedForward, hidden], "mlp.gate_proj.weight", "mlp.up_proj.weight");
        Down = Create([hidden, feedForward], "mlp.down_proj.weight");
        if (config.HasQueryKeyValueBias)
            QueryKeyValueBias = Create([config.QueryKeyValueWidth], "self_attn.q_proj.bias", "self_attn.k_proj.bias", "self_attn.v_proj.bias");
        if (config.HasOutputBias) OutputBias = Create([hidden], "self_attn.o_proj.bias");
        if (config.HasQueryKeyNorm)
            (QueryNorm, KeyNorm) = (Create([config.HeadSize], "self_attn.q_norm.weight"), Create([config.HeadSize], "self_attn.k_norm.weight"));
        if (config.HasFeedForwardBias)
            (GateUpBias, DownBias) = (Create([2 * feedForward], "mlp.gate_proj.bias", "mlp.up_proj.bias"), Create([hidden], "mlp.down_proj.bias"));

        Parameter Create(long[] shape, params string[] names) => create(shape, [.. names.Select(name => $"model.layers.{index}.{name}")]);
    }

    /// <summary>(D)</summary>
    public Parameter AttentionNorm { get; }

    /// <summary>((H + 2K)·C, D)</summary>
    public Parameter QueryKeyValue { get; }

    /// <summary>(D, H·C)</summary>
    public Parameter Output { get; }

    /// <summary>(D)</summary>
    public Parameter FeedForwardNorm { get; }

    /// <summary>(2F, D)</summary>
    public Parameter GateUp { get; }

    /// <summary>(D, F)</summary>
    public Parameter Down { get; }

    /// <summary>((H + 2K)·C), where the family has it.</summary>
    public Parameter? QueryKeyValueBias { get; }

    /// <summary>(D), where the family has it.</summary>
    public Parameter? OutputBias { get; }

    /// <summary>(C), the norm of each query head before it is turned, where the family has it.</summary>
    public Parameter? QueryNorm { get; }

    /// <summary>(C), the norm of each key head before it is turned, where the family has it.</summary>
    public Parameter? KeyNorm { get; }

    /// <summary>(2F), where the family has it.</summary>
    public Parameter? GateUpBias { get; }

    /// <summary>(D), where the family has it.</summary>
    public Parameter? DownBias { get; }

    /// <summary>What is added to projections of this layer.</summary>
    public IReadOnlyList<LowRankAdapter> Adapters { get; set; } = [];

    /// <summary>Keys of the rows of what comes in, for the dropout of adapters; null computes without.</summary>
    public ulong[]? DropoutKeys { get; set; }

    /// <summary>In the order in which optimizers and checkpoints keep them.</summary>
    public IEnumerable<Parameter> Parameters
    {
        get
        {
            Parameter?[] all =
            [
                AttentionNorm, QueryKeyValue, Output, FeedForwardNorm, GateUp, Down,
                QueryKeyValueBias, OutputBias, QueryNorm, KeyNorm, GateUpBias, DownBias,
            ];
            return all.OfType<Parameter>();
        }
    }

    /// <summary>Views on the weights under Hugging Face's names, without the layer's prefix.</summary>
    public IEnumerable<(string Name, Tensor Weight)> NamedWeights()
    {
        long queries = _config.AttentionWidth, keys = _config.KeyValueHeadCount * _config.HeadSize, feedForward = _config.IntermediateSize;
        (string Name, Tensor? Weight)[] all =
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
            ("self_attn.q_proj.bias", QueryKeyValueBias?.narrow(0, 0, queries)),
            ("self_attn.k_proj.bias", QueryKeyValueBias?.narrow(0, queries, keys)),
            ("self_attn.v_proj.bias", QueryKeyValueBias?.narrow(0, queries + keys, keys)),
            ("self_attn.o_proj.bias", OutputBias),
            ("self_attn.q_norm.weight", QueryNorm),
            ("self_attn.k_norm.weight", KeyNorm),
            ("mlp.gate_proj.bias", GateUpBias?.narrow(0, 0, feedForward)),
            ("mlp.up_proj.bias", GateUpBias?.narrow(0, feedForward, feedForward)),
            ("mlp.down_proj.bias", DownBias),
        ];
        return all.Where(weight => weight.Weight is not null).Select(weight => (weight.Name, weight.Weight!));
    }

    /// <summary>The rows of each projection in one of this layer's matrices, from the top; null where it is no matrix of this layer.</summary>
    public IReadOnlyList<long>? ProjectionRows(Parameter parameter)
    {
        if (ReferenceEquals(parameter, QueryKeyValue))
        {
            long keys = _config.KeyValueHeadCount * _config.HeadSize;
            return [_config.AttentionWidth, keys, keys];
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
        FeedForward(x + Project(Attended(x, cosines, sines, mask, append), LayerMatrix.Output));

    Tensor Attended(
        Tensor x, Tensor cosines, Tensor sines, Tensor? mask, Func<Tensor, Tensor, (Tensor Keys, Tensor Values)>? append)
    {
        long batch = x.size(0), length = x.size(1);
        int heads = _config.HeadCount, keyHeads = _config.KeyValueHeadCount;
        var projected = Project(Normalize(x, AttentionNorm), LayerMatrix.QueryKeyValue)
            .view(batch, length, heads + 2 * keyHeads, _config.HeadSize).transpose(1, 2); // (B, H + 2K, T, C)
        var turned = projected.narrow(1, 0, heads + keyHeads); // (B, H + K, T, C)
        if (QueryNorm is not null)
            turned = cat([Normalize(turned.narrow(1, 0, heads), QueryNorm), Normalize(turned.narrow(1, heads, keyHeads), KeyNorm!)], 1);
        var rotated = RotaryTable.Rotate(turned, cosines, sines); // (B, H + K, T, C)
        var queries = rotated.narrow(1, 0, heads); // (B, H, T, C)
        var keys = rotated.narrow(1, heads, keyHeads); // (B, K, T, C)
        var values = projected.narrow(1, heads + keyHeads, keyHeads); // (B, K, T, C)
        if (append is not null) (keys, values) = append(keys, values); // (B, K, S, C)
        return Attend(queries, keys, values, mask).transpose(1, 2).reshape(batch, length, _config.AttentionWidth); // (B, T, H·C)
    }

    Tensor FeedForward(Tensor x)
    {
        var gateUp = Project(Normalize(x, FeedForwardNorm), LayerMatrix.GateUp).chunk(2, -1); // (…, F) twice
        return x + Project(F.silu(gateUp[0]) * gateUp[1], LayerMatrix.Down); // (…, D)
    }

    Tensor Project(Tensor x, LayerMatrix matrix)
    {
        var (weight, bias) = MatrixOf(matrix);
        var y = Linear(x, weight, bias);
        foreach (var adapter in Adapters.Where(adapter => adapter.Module.Matrix == matrix))
        {
            var (first, own) = (adapter.Module.FirstRow, adapter.Forward(x, DropoutKeys));
            var after = weight.size(0) - first - adapter.Module.Outputs;
            y = y + (own.size(-1) == weight.size(0) ? own : F.pad(own, [first, after]));
        }
        return y;
    }

    (Parameter Weight, Parameter? Bias) MatrixOf(LayerMatrix matrix) => matrix switch
    {
        LayerMatrix.QueryKeyValue => (QueryKeyValue, QueryKeyValueBias),
        LayerMatrix.Output => (Output, OutputBias),
        LayerMatrix.GateUp => (GateUp, GateUpBias),
        _ => (Down, DownBias),
    };

    /// <summary>RMSNorm (Zhang and Sennrich 2019, https://arxiv.org/abs/1910.07467).</summary>
    public Tensor Normalize(Tensor x, Tensor weight) =>
        x * (x.square().mean([-1], keepdim: true) + _config.NormEpsilon).rsqrt() * weight;

    /// <summary>x Wᵀ + b in the type of x; weights of another type are converted.</summary>
    public static Tensor Linear(Tensor x, Tensor weight, Tensor? bias = null) =>
        x.dtype == weight.dtype ? F.linear(x, weight, bias) : F.linear(x, weight.to_type(x.dtype), bias?.to_type(x.dtype));

    Tensor Attend(Tensor queries, Tensor keys, Tensor values, Tensor? mask)
    {
        var sharing = _config.HeadCount / _config.KeyValueHeadCount;
        if (sharing > 1)
        {
            keys = keys.repeat_interleave(sharing, 1); // (B, H, S, C)
            values = values.repeat_interleave(sharing, 1); // (B, H, S, C)
        }
        long length = queries.size(2), all = keys.size(2);
        var isCut = _window < all; // the window hides something
        if (mask is null && (isCut || length > 1 && all > length)) mask = CausalMask(length, all);
        if (isCut) mask = mask! + WindowMask(length, all, _window!.Value);
        return mask is null
            ? F.scaled_dot_product_attention(queries, keys, values, is_casual: length > 1)
            : F.scaled_dot_product_attention(queries, keys, values, mask); // (B, H, T, C)
    }

    static Tensor CausalMask(long length, long all) =>
        full([length, all], float.NegativeInfinity).triu_(all - length + 1); // (T, S)

    // Counts columns, as if nothing were padded.
    static Tensor WindowMask(long length, long all, int window) =>
        full([length, all], float.NegativeInfinity).tril_(all - length - window); // (T, S)
}
