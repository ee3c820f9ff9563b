using System.Runtime.InteropServices;
using AgentTuning.Llama.Models;
using TorchSharp;

namespace AgentTuning.Llama.Generation;

/// <summary>A model's weights in the layout that generation reads; a copy, which later training of the model does not change.</summary>
sealed unsafe class DecoderWeights
{
    const int RowsPerCopy = 1024;

    public DecoderWeights(NativeArena arena, LlamaModel model)
    {
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        Config = model.Config;
        var weights = model.NamedWeights().ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        // A tied head is the embedding, packed: an embedding is looked up there too.
        Head = Pack(arena, weights[Config.HasTiedHead ? "model.embed_tokens.weight" : "lm_head.weight"]);
        Embedding = Config.HasTiedHead ? Head : Pack(arena, weights["model.embed_tokens.weight"]);
        Norm = CopyVector(arena, weights["model.norm.weight"]);
        Layers = [.. Enumerable.Range(0, Config.LayerCount).Select(i => CopyLayer(arena, weights, $"model.layers.{i}."))];

        var (cosines, sines) = model.Rotary.Rows(0, Config.MaxPositions);
        Cosines = CopyVector(arena, cosines.reshape(-1));
        Sines = CopyVector(arena, sines.reshape(-1));
    }

    public LlamaConfig Config { get; }

    /// <summary>(vocabulary, hidden)</summary>
    public PackedMatrix Embedding { get; }

    /// <summary>(vocabulary, hidden)</summary>
    public PackedMatrix Head { get; }

    /// <summary>(hidden)</summary>
    public float* Norm { get; }

    public IReadOnlyList<DecoderLayerWeights> Layers { get; }

    /// <summary>(position, half of a head)</summary>
    public float* Cosines { get; }

    /// <summary>(position, half of a head)</summary>
    public float* Sines { get; }

    static DecoderLayerWeights CopyLayer(NativeArena arena, Dictionary<string, torch.Tensor> weights, string prefix)
    {
        return new()
        {
            AttentionNorm = Vector("input_layernorm.weight"),
            QueryKeyValue = Matrix("self_attn.q_proj.weight", "self_attn.k_proj.weight", "self_attn.v_proj.weight"),
            Output = Matrix("self_attn.o_proj.weight"),
            FeedForwardNorm = Vector("post_attention_layernorm.weight"),
            Gate = Matrix("mlp.gate_proj.weight"),
            Up = Matrix("mlp.up_proj.weight"),
            Down = Matrix("mlp.down_proj.weight"),
            QueryKeyValueBias = Vector("self_attn.q_proj.bias", "self_attn.k_proj.bias", "self_attn.v_proj.bias"),
            OutputBias = Vector("self_attn.o_proj.bias"),
            QueryNorm = Vector("self_attn.q_norm.weight"),
            KeyNorm = Vector("self_attn.k_norm.weight"),
            GateBias = Vector("mlp.gate_proj.bias"),
            UpBias = Vector("mlp.up_proj.bias"),
            DownBias = Vector("mlp.down_proj.bias"),
        };

        PackedMatrix Matrix(params string[] names) => Pack(arena, [.. names.Select(name => weights[prefix + name])]);

        // Null where the family has none.
        float* Vector(params string[] names)
        {
            if (!weights.ContainsKey(prefix + names[0])) return null;
            using var joint = torch.cat([.. names.Select(name => weights[prefix + name])]);
            return CopyVector(arena, joint);
        }
    }

    // The rows of several matrices, one after another.
    static PackedMatrix Pack(NativeArena arena, params ReadOnlySpan<torch.Tensor> matrices)
    {
        var rows = 0L;
        foreach (var matrix in matrices)
            rows += matrix.size(0);
        var packed = new PackedMatrix(arena, checked((int)rows), checked((int)matrices[0].size(1)));
        var next = 0;
        foreach (var matrix in matrices)
        {
            for (long first = 0; first < matrix.size(0); first += RowsPerCopy)
            {
                using var slice = matrix.narrow(0, first, Math.Min(RowsPerCopy, matrix.size(0) - first));
                using var plain = ToPlain(slice);
                packed.Fill(MemoryMarshal.Cast<byte, float>(plain.bytes), next);
                next += (int)slice.size(0);
            }
        }

        return packed;
    }

    static float* CopyVector(NativeArena arena, torch.Tensor vector)
    {
        using var plain = ToPlain(vector);
        var length = checked((int)plain.numel());
        var copy = arena.Allocate(PackedMatrix.Pad(length));
        MemoryMarshal.Cast<byte, float>(plain.bytes).CopyTo(new Span<float>(copy, length));
        return copy;
    }

    static torch.Tensor ToPlain(torch.Tensor weight) =>
        weight.detach().to(torch.CPU).to(torch.ScalarType.Float32).contiguous();
}
