using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Export;

/// <summary>The weights of a model's folder.</summary>
sealed class CheckpointWeights : IWeightReader
{
    readonly CheckpointReader _reader;

    public CheckpointWeights(string folder)
    {
        _reader = new CheckpointReader(folder, new LoadOptions());
        try
        {
            _reader.RequireWeights();
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    public LlamaConfig Config => _reader.Config;

    public float[] Frequencies => RotaryFrequencies.Of(Config);

    public Tensor Read(string name)
    {
        using var stored = _reader.Stored(name);
        return stored.to(ScalarType.Float32, copy: true);
    }

    public void Dispose() => _reader.Dispose();
}
