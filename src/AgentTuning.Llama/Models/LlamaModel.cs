using AgentTuning.Llama.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Models;

/// <summary>A decoder of the Llama kind: RMSNorm, rotary positions, SwiGLU, grouped-query attention.</summary>
/// <remarks>
/// Weights are 32-bit floats, or bfloat16 where a checkpoint was read so; what is computed from them is in 32-bit floats.
/// Forward passes read only, so several threads may run one at the same time without gradients; with gradients each thread needs
/// its own <see cref="Share"/>. Shapes: B batch, T new position, S position attended to, D hidden, V vocabulary.
/// </remarks>
public sealed class LlamaModel : IDisposable
{
    readonly RotaryTable _rotary;
    readonly bool _ownsRotary;
    readonly DecoderLayer[] _layers;
    readonly Parameter _embedding;
    readonly Parameter _norm;
    readonly Parameter? _head;

    /// <summary>A new model with random weights; the same seed gives the same weights.</summary>
    /// <exception cref="ArgumentException">The configuration contradicts itself.</exception>
    public LlamaModel(LlamaConfig config, int seed)
        : this(config, Uninitialized, rotary: null) => LlamaInitializer.Fill(this, new Random(seed));

    LlamaModel(LlamaConfig config, WeightSource create, RotaryTable? rotary)
    {
        config.Validate();
        NativeTorch.EnsureLoaded();
        Config = config;
        StopIds = [config.EndOfTextId, .. config.OtherEndOfTextIds];
        _ownsRotary = rotary is null;
        _rotary = rotary ?? new RotaryTable(config);
        _embedding = create([config.VocabularySize, config.HiddenSize], "model.embed_tokens.weight");
        _layers = [.. Enumerable.Range(0, config.LayerCount).Select(index => new DecoderLayer(config, index, create))];
        _norm = create([config.HiddenSize], "model.norm.weight");
        if (!config.HasTiedHead) _head = create([config.VocabularySize, config.HiddenSize], "lm_head.weight");
        Parameters = [_embedding, .. _layers.SelectMany(layer => layer.Parameters), _norm, .. _head is null ? Array.Empty<Parameter>() : [_head]];
    }

    /// <summary>The shape.</summary>
    public LlamaConfig Config { get; }

    /// <summary>All weights in a fixed order, those of adapters last. Some hold several of the weights in <see cref="NamedWeights"/>.</summary>
    public IReadOnlyList<Parameter> Parameters { get; private set; }

    /// <summary>What is added to projections; it is not in <see cref="NamedWeights"/>.</summary>
    internal IReadOnlyList<LowRankAdapter> Adapters { get; private set; } = [];

    /// <summary>Seeds the dropout of adapters in <see cref="Forward"/>; null computes without.</summary>
    internal ulong? DropoutSeed { get; set; }

    /// <summary>Ids at which generation stops: those of the configuration, and further ones of a checkpoint's <c>generation_config.json</c>.</summary>
    public IReadOnlyList<int> StopIds { get; internal init; }

    /// <summary>What the model was read from; null where it was made here.</summary>
    internal ModelOrigin? Origin { get; init; }

    internal IReadOnlyList<DecoderLayer> Layers => _layers;

    internal Parameter Embedding => _embedding;

    internal Parameter FinalNorm => _norm;

    internal RotaryTable Rotary => _rotary;

    /// <summary>(V, D); the embedding table where the head is tied.</summary>
    internal Parameter Head => _head ?? _embedding;

    /// <summary>A model on weights from elsewhere, which belong to it from then on.</summary>
    internal LlamaModel(LlamaConfig config, WeightSource weights)
        : this(config, weights, rotary: null)
    {
    }

    /// <summary>Views on the weights under Hugging Face's names, such as <c>model.layers.0.self_attn.q_proj.weight</c>.</summary>
    /// <remarks>Writing into a view changes the model. The views belong to the caller's dispose scope.</remarks>
    public IReadOnlyList<KeyValuePair<string, Tensor>> NamedWeights()
    {
        var weights = new List<KeyValuePair<string, Tensor>> { new("model.embed_tokens.weight", _embedding) };
        for (var i = 0; i < _layers.Length; i++)
        {
            foreach (var (name, weight) in _layers[i].NamedWeights())
                weights.Add(new($"model.layers.{i}.{name}", weight));
        }
        weights.Add(new("model.norm.weight", _norm));
        if (_head is not null) weights.Add(new("lm_head.weight", _head));
        return weights;
    }

    /// <summary>A second model on the same weights with gradients of its own.</summary>
    /// <remarks>Dispose it before this one.</remarks>
    public LlamaModel Share()
    {
        var next = 0;
        var shared = new LlamaModel(Config, (_, _) => Share(Parameters[next++]), _rotary);
        shared.Attach([.. Adapters.Select(adapter => adapter.Share())]);
        return shared;

        static Parameter Share(Parameter parameter) => Keep(parameter.detach(), parameter.requires_grad);
    }

    /// <summary>Adds adapters, which belong to the model from then on; a model takes them once.</summary>
    internal void Attach(IReadOnlyList<LowRankAdapter> adapters)
    {
        if (Adapters.Count > 0) throw new InvalidOperationException("The model has adapters already. Merge them into it first.");
        Adapters = adapters;
        Parameters = [.. Parameters, .. adapters.SelectMany(adapter => new[] { adapter.A, adapter.B })];
        for (var i = 0; i < _layers.Length; i++) _layers[i].Adapters = [.. adapters.Where(adapter => adapter.Module.Layer == i)];
    }

    /// <summary>A second model with weights of its own on a device, trained or frozen as these are.</summary>
    /// <remarks>Dispose it before this one.</remarks>
    internal LlamaModel CopyTo(Device device)
    {
        var next = 0;
        var copy = new LlamaModel(Config, (_, _) => Copy(Parameters[next++]), _rotary);
        copy.Attach([.. Adapters.Select(adapter => adapter.CopyTo(device))]);
        return copy;

        Parameter Copy(Parameter parameter) => Keep(parameter.detach().to(device, copy: true), parameter.requires_grad);
    }

    /// <summary>Takes over the weights of a model of the same shape, wherever they lie; frozen ones are the same in both.</summary>
    internal void CopyFrom(LlamaModel other)
    {
        using var guard = no_grad();
        foreach (var (own, theirs) in Parameters.Zip(other.Parameters))
        {
            if (own.requires_grad) own.copy_(theirs);
        }
    }

    /// <summary>Lets training leave every weight as it is.</summary>
    public void Freeze()
    {
        foreach (var parameter in Parameters) parameter.requires_grad_(false);
    }

    /// <summary>The last hidden state of every new position, normalized.</summary>
    /// <param name="ids">(B, T), 64-bit integers.</param>
    /// <param name="cache">Earlier positions, extended by the new ones; null where there are none.</param>
    /// <param name="positions">(T) or (B, T), 64-bit integers; null counts on from the cache's length.</param>
    /// <param name="mask">Added to the attention scores, broadcasts to (B, 1, T, S); null lets each position see all before it.</param>
    /// <returns>(B, T, D)</returns>
    public Tensor Forward(Tensor ids, IKeyValueCache? cache = null, Tensor? positions = null, Tensor? mask = null)
    {
        RequirePositions(ids, cache, positions);
        var (x, cosines, sines) = Embed(ids, cache, positions);
        SetDropoutKeys(ids, cache);
        for (var i = 0; i < _layers.Length; i++) x = _layers[i].Forward(x, cosines, sines, mask, AppendTo(cache, i));
        return _layers[0].Normalize(x, _norm);
    }

    /// <summary>The scores of every token to come next.</summary>
    /// <param name="hidden">(…, D), from <see cref="Forward"/>.</param>
    /// <returns>(…, V)</returns>
    public Tensor Logits(Tensor hidden) => DecoderLayer.Linear(hidden, Head);

    /// <summary>Frees the weights; those of a shared model live on in the first.</summary>
    public void Dispose()
    {
        foreach (var parameter in Parameters) parameter.Dispose();
        if (_ownsRotary) _rotary.Dispose();
    }

    static Func<Tensor, Tensor, (Tensor Keys, Tensor Values)>? AppendTo(IKeyValueCache? cache, int layer) =>
        cache is null ? null : (keys, values) => cache.Append(layer, keys, values);

    (Tensor X, Tensor Cosines, Tensor Sines) Embed(Tensor ids, IKeyValueCache? cache, Tensor? positions)
    {
        long batch = ids.size(0), length = ids.size(1);
        var (cosines, sines) = positions is null ? _rotary.Rows(cache?.Length ?? 0, length) : _rotary.Rows(positions);
        var rows = _embedding.index_select(0, ids.reshape(-1)).view(batch, length, Config.HiddenSize); // (B, T, D)
        return (rows.dtype == ScalarType.Float32 ? rows : rows.to_type(ScalarType.Float32), cosines, sines);
    }

    void SetDropoutKeys(Tensor ids, IKeyValueCache? cache)
    {
        if (Adapters.Count == 0) return;
        if (DropoutSeed is not null && cache is not null) throw new InvalidOperationException("Dropout needs all positions, and a cache holds some.");
        var keys = DropoutSeed is { } seed ? RowKeys.Of(ids.cpu().data<long>().ToArray(), (int)ids.size(1), seed) : null;
        foreach (var layer in _layers) layer.DropoutKeys = keys;
    }

    void RequirePositions(Tensor ids, IKeyValueCache? cache, Tensor? positions)
    {
        var end = ids.size(1) + (cache?.Length ?? 0);
        if (positions is null && end > Config.MaxPositions)
            throw new ArgumentException($"The text reaches position {end}, and the model has {Config.MaxPositions}. Shorten the text.", nameof(ids));
    }

    static Parameter Uninitialized(long[] shape, params string[] names) => Keep(empty(shape, ScalarType.Float32), isTrained: true);

    /// <summary>A parameter that outlives the scope in which a model happens to be made.</summary>
    internal static Parameter Keep(Tensor weight, bool isTrained)
    {
        var parameter = new Parameter(weight, isTrained);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
