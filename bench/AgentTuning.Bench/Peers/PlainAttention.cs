using AgentTuning.Llama.Models;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AgentTuning.Bench.Peers;

/// <summary>Causal attention with rotary positions through libtorch's own attention.</summary>
/// <remarks>Shapes: B batch, T position, H head, C head size, D hidden.</remarks>
sealed class PlainAttention : nn.Module
{
    [ComponentName(Name = "q_proj")]
    readonly Linear _queries;

    [ComponentName(Name = "k_proj")]
    readonly Linear _keys;

    [ComponentName(Name = "v_proj")]
    readonly Linear _values;

    [ComponentName(Name = "o_proj")]
    readonly Linear _output;

    readonly long _headSize;

    public PlainAttention(LlamaConfig config) : base(nameof(PlainAttention))
    {
        if (config.KeyValueHeadCount != config.HeadCount)
            throw new ArgumentException($"The model has {config.KeyValueHeadCount} key heads for {config.HeadCount} query heads, expected as many.", nameof(config));
        _queries = Projection(config);
        _keys = Projection(config);
        _values = Projection(config);
        _output = Projection(config);
        _headSize = config.HeadSize;
        RegisterComponents();
    }

    /// <summary>(B, T, D) to (B, T, D)</summary>
    public Tensor Forward(Tensor x, Tensor cosines, Tensor sines, long[]? documents)
    {
        var queries = Rotate(Heads(_queries.forward(x)), cosines, sines);
        var keys = Rotate(Heads(_keys.forward(x)), cosines, sines);
        var values = Heads(_values.forward(x));
        var attended = documents is null
            ? Attend(queries, keys, values)
            : cat([.. Segments(documents).Select(segment => Attend(Part(queries, segment), Part(keys, segment), Part(values, segment)))], 2);
        return _output.forward(attended.transpose(1, 2).reshape(x.shape)); // (B, T, D)
    }

    // Padding stands to the right, so a causal mask alone keeps it out of sight.
    static Tensor Attend(Tensor queries, Tensor keys, Tensor values) =>
        F.scaled_dot_product_attention(queries, keys, values, is_casual: true); // (B, H, T, C)

    static IEnumerable<(long Start, long Length)> Segments(long[] documents)
    {
        var start = 0L;
        foreach (var length in documents)
        {
            yield return (start, length);
            start += length;
        }
    }

    static Tensor Part(Tensor heads, (long Start, long Length) segment) => heads.narrow(2, segment.Start, segment.Length);

    Tensor Heads(Tensor x) => x.view(x.size(0), x.size(1), -1, _headSize).transpose(1, 2); // (B, H, T, C)

    static Tensor Rotate(Tensor x, Tensor cosines, Tensor sines)
    {
        var halves = x.chunk(2, -1); // (B, H, T, C/2) twice
        return x * cosines + cat([-halves[1], halves[0]], -1) * sines;
    }

    static Linear Projection(LlamaConfig config) => nn.Linear(config.HiddenSize, config.HiddenSize, hasBias: false);
}
