using AgentTuning.Llama.Models;

namespace AgentTuning.Bench.Training;

/// <summary>A model to measure with, and how much of it.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Config">The shape.</param>
/// <param name="Batch">Examples of a padded batch: 8 as Hugging Face's trainer takes where nothing is said, or what 23 GB of memory hold.</param>
/// <param name="Examples">Of a step.</param>
/// <param name="Rungs">What is measured unless other names are given.</param>
sealed record BenchModel(string Name, LlamaConfig Config, int Batch, int Examples, IReadOnlyList<string> Rungs)
{
    /// <summary>10.6 M parameters inside the layers, as in the first measurements of this project.</summary>
    public static BenchModel Small { get; } = new("small", Shape(384, 1024, 6, 4096), Batch: 8, Examples: 32, Ladder.Names);

    /// <summary>85 M parameters inside the layers; every step of the ladder would take too long.</summary>
    public static BenchModel Hundred { get; } = new("100m", Shape(768, 2048, 12, 32000), Batch: 2, Examples: 16, ["torchsharp", "pytorch", "pass", "prefixes", "bf16", "checkpointing"]);

    /// <summary>Runs in a minute and says little: to see that everything works.</summary>
    public static BenchModel Quick { get; } = new("quick", Shape(128, 352, 2, 1000), Batch: 4, Examples: 8, Ladder.Names);

    /// <summary>The model of a name.</summary>
    public static BenchModel Of(string name) => new[] { Small, Hundred, Quick }.FirstOrDefault(model => model.Name == name)
        ?? throw new ArgumentException($"The model is '{name}', expected small, 100m or quick.", nameof(name));

    static LlamaConfig Shape(int hidden, int feedForward, int layers, int vocabulary) => new()
    {
        HiddenSize = hidden,
        IntermediateSize = feedForward,
        LayerCount = layers,
        HeadCount = hidden / 64,
        KeyValueHeadCount = hidden / 64,
        VocabularySize = vocabulary,
    };
}
