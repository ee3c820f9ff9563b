using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>Which weights go into which file.</summary>
/// <param name="Files">In the order in which they are written.</param>
/// <param name="Index">The bytes of the index; null where one file holds all.</param>
sealed record WeightFiles(IReadOnlyList<OriginFile> Files, byte[]? Index)
{
    const long UsualShardBytes = 5_000_000_000; // as Transformers

    static readonly IReadOnlyDictionary<string, byte[]> None = new Dictionary<string, byte[]>();

    /// <summary>The files that a model was read from.</summary>
    public static WeightFiles Of(ModelOrigin origin) => new(origin.Files, origin.Index);

    /// <summary>As many files as it takes, each filled in the order of the weights.</summary>
    public static WeightFiles Of(LlamaConfig config, WeightType type, long? maxShardBytes)
    {
        var shards = new List<List<(string Name, WeightType Type, long[] Shape)>> { new() };
        long inShard = 0, total = 0;
        foreach (var (name, shape) in ExpectedWeights.Of(config))
        {
            var bytes = shape.Aggregate((long)WeightTypes.Width(type), (product, size) => product * size);
            if (inShard > 0 && inShard + bytes > (maxShardBytes ?? UsualShardBytes))
            {
                shards.Add([]);
                inShard = 0;
            }
            shards[^1].Add((name, type, shape));
            inShard += bytes;
            total += bytes;
        }
        var files = shards.Select((shard, i) => new OriginFile(
            shards.Count == 1 ? CheckpointNames.Weights : CheckpointNames.Shard(i + 1, shards.Count),
            SafetensorsWriter.Header(shard),
            [.. shard.Select(tensor => (tensor.Name, tensor.Type))],
            None)).ToList();
        return new(files, files.Count == 1
            ? null
            : WeightIndex.Write(files.SelectMany(file => file.Tensors.Select(tensor => KeyValuePair.Create(tensor.Name, file.Name))), total));
    }
}
