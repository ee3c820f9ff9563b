using System.Text;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>Reads one model folder: checks names and shapes of all weights first, then takes each from where it lies.</summary>
sealed class CheckpointReader : IDisposable
{
    const int MaxUnusedBytes = 1 << 16;
    const string HeadName = "lm_head.weight";

    readonly string _folder;
    readonly LoadOptions _options;
    readonly LlamaConfig _config;
    readonly byte[] _configBytes;
    readonly byte[]? _index;
    readonly List<(string Name, SafetensorsFile File)> _files = [];
    readonly Dictionary<string, (SafetensorsFile File, SafetensorsEntry Entry)> _entries = new(StringComparer.Ordinal);

    public CheckpointReader(string folder, LoadOptions options)
    {
        NativeTorch.EnsureLoaded();
        (_folder, _options) = (folder, options);
        var configPath = Path.Combine(folder, CheckpointNames.Config);
        if (!File.Exists(configPath))
            throw new FileNotFoundException($"{folder} has no {CheckpointNames.Config}, expected a model in Hugging Face format.", configPath);
        _config = LlamaConfigJson.Read(configPath);
        _configBytes = File.ReadAllBytes(configPath);
        var indexPath = Path.Combine(folder, CheckpointNames.Index);
        var isSingle = File.Exists(Path.Combine(folder, CheckpointNames.Weights)); // comes first, as in Transformers
        if (!isSingle && !File.Exists(indexPath))
            throw new FileNotFoundException(
                $"{folder} has neither {CheckpointNames.Weights} nor {CheckpointNames.Index}. Was it saved as safetensors?", indexPath);
        if (!isSingle) _index = File.ReadAllBytes(indexPath);
        try
        {
            Open(_index is null ? null : WeightIndex.Read(_index, indexPath));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The shape.</summary>
    public LlamaConfig Config => _config;

    /// <summary>The weight files in the order of their names.</summary>
    public IReadOnlyList<(string Name, SafetensorsFile File)> Files => _files;

    /// <summary>The bytes of the index; null where one file holds all.</summary>
    public byte[]? Index => _index;

    /// <summary>The model.</summary>
    public LlamaModel Read()
    {
        RequireWeights();
        var generation = GenerationConfig();
        var origin = new ModelOrigin(_configBytes, generation, _index, [.. _files.Select(pair => OriginOf(pair.Name, pair.File))]);
        var made = new List<Parameter>();
        try
        {
            using var guard = no_grad();
            return new LlamaModel(_config, Create) { Origin = origin, StopIds = StopIds() };
        }
        catch
        {
            foreach (var parameter in made) parameter.Dispose();
            throw;
        }

        Parameter Create(long[] shape, params string[] names)
        {
            made.Add(LlamaModel.Keep(Weight(shape, [.. names.Select(name => _entries[name])]), isTrained: !_options.IsFrozen));
            return made[^1];
        }
    }

    /// <summary>The ids at which generation stops, those of <c>generation_config.json</c> among them.</summary>
    public IReadOnlyList<int> StopIds()
    {
        var others = GenerationConfig() is { } json
            ? LlamaConfigJson.EndOfTextIds(Encoding.UTF8.GetString(json), Path.Combine(_folder, CheckpointNames.GenerationConfig))
            : [];
        return [.. new[] { _config.EndOfTextId }.Concat(_config.OtherEndOfTextIds).Concat(others).Distinct()];
    }

    /// <summary>One weight as it is stored, on the file's bytes where they are aligned; <see cref="RequireWeights"/> says whether it is there.</summary>
    public Tensor Stored(string name) => _entries[name].File.Stored(_entries[name].Entry);

    /// <summary>Closes the files; weights that lie on their bytes stay.</summary>
    public void Dispose()
    {
        foreach (var (_, file) in _files) file.Dispose();
    }

    void Open(IReadOnlyDictionary<string, string>? index)
    {
        IReadOnlyList<string> names = index is null ? [CheckpointNames.Weights] : [.. index.Values.Distinct().Order(StringComparer.Ordinal)];
        foreach (var name in names)
        {
            var path = Path.Combine(_folder, name);
            if (!File.Exists(path))
                throw new FileNotFoundException($"{_folder} lacks {name}, which its {CheckpointNames.Index} names. Download it again.", path);
            var file = new SafetensorsFile(path);
            _files.Add((name, file));
            foreach (var entry in file.Entries)
            {
                if (!_entries.TryAdd(entry.Name, (file, entry)))
                    throw new InvalidDataException($"{path}: tensor '{entry.Name}' stands in another file of {_folder} too.");
            }
        }
        foreach (var (tensor, name) in index ?? new Dictionary<string, string>())
        {
            if (!_files.First(pair => pair.Name == name).File.Entries.Any(entry => entry.Name == tensor))
                throw new InvalidDataException($"{_folder}: {CheckpointNames.Index} has '{tensor}' in {name}, and it is not there. Download both again.");
        }
    }

    /// <summary>Checks names and shapes of all weights, before any memory is taken: a configuration can ask for more than the files hold.</summary>
    /// <exception cref="InvalidDataException">Weights are missing, left over, or of another shape.</exception>
    public void RequireWeights()
    {
        var expected = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var (name, shape) in ExpectedWeights.Of(_config)) expected.Add(name, shape);
        var missing = expected.Keys.Where(name => !_entries.ContainsKey(name)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new InvalidDataException(
                $"{_folder} lacks {missing.Count} of {expected.Count} weights: {List(missing)}. Does {CheckpointNames.Config} belong to these weights?");
        var unexpected = _entries.Keys.Where(name => !expected.ContainsKey(name) && !IsDerived(name)).Order(StringComparer.Ordinal).ToList();
        if (unexpected.Count > 0)
            throw new InvalidDataException(
                $"{_folder} has {unexpected.Count} weights that a {_config.Family} of its {CheckpointNames.Config} does not: {List(unexpected)}.");
        foreach (var (name, shape) in expected) _entries[name].File.RequireShape(_entries[name].Entry, shape);
        if (!_config.HasTiedHead || !_entries.TryGetValue(HeadName, out var head)) return;
        var (file, embedding) = _entries["model.embed_tokens.weight"];
        head.File.RequireShape(head.Entry, embedding.Shape.AsSpan());
        if (!file.HasSameNumbers(embedding, head.File, head.Entry))
            throw new InvalidDataException(
                $"{_folder}: {CheckpointNames.Config} ties the head to the embeddings, and {HeadName} has other numbers. Set tie_word_embeddings to false, or remove the tensor.");
    }

    // Older exports repeat the rotary frequencies, and a tied head may be written a second time.
    bool IsDerived(string name) => name == HeadName
        ? _config.HasTiedHead
        : name.EndsWith(".rotary_emb.inv_freq", StringComparison.Ordinal) && _entries[name].Entry.ByteCount <= MaxUnusedBytes;

    Tensor Weight(long[] shape, (SafetensorsFile File, SafetensorsEntry Entry)[] parts)
    {
        if (_options.IsMapped && AreOne(parts)) return parts[0].File.Map(parts[0].Entry, shape);
        var whole = empty(shape, WeightTypes.ScalarOf(_options.MemoryType));
        var row = 0L;
        foreach (var (file, entry) in parts)
        {
            using var rows = whole.narrow(0, row, entry.Shape[0]);
            file.Read(entry, rows);
            row += entry.Shape[0];
        }
        return whole;
    }

    // Lying in one file one behind the other, in the wanted type.
    bool AreOne((SafetensorsFile File, SafetensorsEntry Entry)[] parts)
    {
        var (file, first) = parts[0];
        var end = first.Offset;
        foreach (var (other, entry) in parts)
        {
            if (other != file || entry.Type != _options.MemoryType || entry.Offset != end) return false;
            end += entry.ByteCount;
        }
        return SafetensorsFile.IsAligned(first);
    }

    static OriginFile OriginOf(string name, SafetensorsFile file) => new(
        name,
        file.Header,
        [.. file.Entries.Select(entry => (entry.Name, entry.Type))],
        file.Entries.Where(entry => entry.Name.EndsWith(".rotary_emb.inv_freq", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Name, entry => file.Bytes(entry).ToArray(), StringComparer.Ordinal));

    byte[]? GenerationConfig() =>
        Path.Combine(_folder, CheckpointNames.GenerationConfig) is var path && File.Exists(path) ? File.ReadAllBytes(path) : null;

    static string List(List<string> names) =>
        string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");
}
