using System.Collections.Immutable;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Lora;

/// <summary>Reads an adapter's folder as PEFT writes it.</summary>
static class AdapterReader
{
    /// <summary>How an adapter was made, with what it was read from.</summary>
    public static LoraOptions ReadOptions(string folder)
    {
        var (options, config) = AdapterConfigReader.Read(folder);
        using var file = Open(folder);
        return options with { Origin = OriginOf(file, config) };
    }

    /// <summary>The adapter, which belongs to the caller.</summary>
    /// <param name="folder">Holds the configuration and the weights.</param>
    /// <param name="model">The shape of the base.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, asks for what is not supported, or belongs to another base.</exception>
    public static LoadedAdapter Read(string folder, LlamaConfig model)
    {
        var (options, config) = AdapterConfigReader.Read(folder);
        NativeTorch.EnsureLoaded();
        var path = Path.Combine(folder, AdapterNames.Weights);
        using var file = Open(folder);
        var shapes = Shapes(folder, options, model);
        var entries = file.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        RequireNames(path, entries.Keys, [.. shapes.SelectMany(shape => new[] { AdapterNames.A(shape.Module), AdapterNames.B(shape.Module) })]);
        foreach (var shape in shapes)
        {
            RequireShape(path, entries[AdapterNames.A(shape.Module)], [shape.Rank, shape.Module.Inputs], options);
            RequireShape(path, entries[AdapterNames.B(shape.Module)], [shape.Module.Outputs, shape.Rank], options);
        }
        using var guard = no_grad();
        return new(
            options with { Origin = OriginOf(file, config) },
            [.. shapes.Select(shape => new LowRankAdapter(
                shape.Module, Weight(AdapterNames.A(shape.Module)), Weight(AdapterNames.B(shape.Module)), shape.Scale, options.Dropout))]);

        Parameter Weight(string name)
        {
            var weight = empty([.. entries[name].Shape], ScalarType.Float32);
            file.Read(entries[name], weight);
            return LlamaModel.Keep(weight, isTrained: true);
        }
    }

    static SafetensorsFile Open(string folder)
    {
        var path = Path.Combine(folder, AdapterNames.Weights);
        if (File.Exists(path)) return new(path);
        throw new FileNotFoundException(
            File.Exists(Path.Combine(folder, AdapterNames.Pickled))
                ? $"{folder} has {AdapterNames.Pickled}, which holds a program and is not read. Save the adapter as safetensors with PEFT."
                : $"{folder} has no {AdapterNames.Weights}.",
            path);
    }

    static AdapterOrigin OriginOf(SafetensorsFile file, byte[] config) => new(
        config,
        new(AdapterNames.Weights, file.Header, [.. file.Entries.Select(entry => (entry.Name, entry.Type))], ImmutableDictionary<string, byte[]>.Empty));

    static IReadOnlyList<AdapterShape> Shapes(string folder, LoraOptions options, LlamaConfig model)
    {
        try
        {
            return AdapterShapes.Of(options, model);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{Path.Combine(folder, AdapterNames.Config)}: {e.Message}", e);
        }
    }

    static void RequireNames(string path, IEnumerable<string> found, HashSet<string> expected)
    {
        var unexpected = found.Where(name => !expected.Contains(name)).Order(StringComparer.Ordinal).ToList();
        var missing = expected.Except(found).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new InvalidDataException($"{path} lacks {missing.Count} of {expected.Count} tensors: {List(missing)}. Does the adapter belong to this base model?");
        if (unexpected.Count > 0)
            throw new InvalidDataException(
                $"{path} has {unexpected.Count} tensors that its {AdapterNames.Config} and the base model do not call for: {List(unexpected)}. "
                + "Adapters are for the projections inside the layers.");
    }

    static void RequireShape(string path, SafetensorsEntry entry, long[] shape, LoraOptions options)
    {
        if (!entry.Shape.AsSpan().SequenceEqual(shape))
            throw new InvalidDataException(
                $"{path}: tensor '{entry.Name}' has the shape [{string.Join(", ", entry.Shape)}], expected [{string.Join(", ", shape)}] "
                + $"by the rank and the base model. The adapter was made for {options.BaseModel ?? "a base model that it does not name"}.");
    }

    static string List(List<string> names) => string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");
}
