using System.Runtime.InteropServices;
using AgentTuning.Gguf;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Export;

/// <summary>The weights of a GGUF file, back in the order of a checkpoint.</summary>
sealed class GgufWeights : IWeightReader
{
    const int NumbersAtOnce = 1 << 22;

    readonly GgufFile _file;
    readonly Dictionary<string, GgufTensor> _tensors;
    readonly Dictionary<string, GgufTensorName> _names;

    public GgufWeights(string path)
    {
        _file = GgufFile.Open(path);
        try
        {
            Config = GgufConfig.Read(_file.Keys, path);
            _tensors = _file.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
            if (!_tensors.ContainsKey("output.weight")) Config = Config with { HasTiedHead = true };
            Config = GgufConfig.WithParts(Config, _tensors);
            Config.Validate();
            _names = GgufTensorNames.Of(Config).ToDictionary(name => name.HuggingFace, StringComparer.Ordinal);
            foreach (var name in _names.Values) Require(name, path);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public LlamaConfig Config { get; }

    /// <summary>The file's metadata.</summary>
    public GgufKeys Keys => _file.Keys;

    public float[] Frequencies
    {
        get
        {
            var frequencies = RotaryFrequencies.Of(Config);
            if (!_tensors.TryGetValue(RopeFactors.TensorName, out var tensor)) return frequencies;
            var factors = new float[tensor.Count];
            _file.Read(tensor, 0, factors);
            return [.. frequencies.Zip(factors, (frequency, factor) => frequency / factor)];
        }
    }

    public Tensor Read(string name)
    {
        var (_, gguf, shape, heads) = _names[name];
        var tensor = _tensors[gguf];
        var whole = empty(shape, ScalarType.Float32);
        using var flat = whole.view(-1);
        for (var first = 0L; first < tensor.Count; first += NumbersAtOnce)
        {
            using var part = flat.narrow(0, first, Math.Min(NumbersAtOnce, tensor.Count - first));
            _file.Read(tensor, first, MemoryMarshal.Cast<byte, float>(part.bytes));
        }
        if (heads == 0) return whole;
        using (whole)
        {
            using var pairs = whole.view(heads, shape[0] / heads / 2, 2, -1); // halves from neighbours
            using var halves = pairs.transpose(1, 2);
            using var contiguous = halves.contiguous();
            return contiguous.view(shape).clone();
        }
    }

    public void Dispose() => _file.Dispose();

    void Require(GgufTensorName name, string path)
    {
        if (!_tensors.TryGetValue(name.Gguf, out var tensor)) throw new InvalidDataException($"{path} lacks the tensor {name.Gguf}.");
        if (!tensor.Shape.AsSpan().SequenceEqual(name.Shape))
            throw new InvalidDataException(
                $"{path}: {name.Gguf} has the shape [{string.Join(", ", tensor.Shape)}], expected [{string.Join(", ", name.Shape)}] by the metadata.");
    }
}
