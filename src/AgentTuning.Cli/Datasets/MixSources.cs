using System.Globalization;
using AgentTuning.Datasets;
using AgentTuning.Environments.General;
using AgentTuning.Filtering;

namespace AgentTuning.Cli.Datasets;

/// <summary>Reads the sources of a mixture as the command line names them, and gives each a name of its own.</summary>
sealed class MixSources(CleanUpOptions? cleanUp, int seed)
{
    const string GeneratedWord = "generated";
    const int DefaultGenerated = 5000;

    readonly List<MixtureSource> _sources = [];

    /// <summary>In the order given.</summary>
    public IReadOnlyList<MixtureSource> Sources => _sources;

    /// <summary>Adds a filtered run folder, one source for each of its environments, or a file.</summary>
    public async Task AddAgentAsync(string path, CancellationToken cancellationToken)
    {
        var files = RunFiles.FindAll(path, FilterPipeline.KeptFile, Mixture.DatasetFile);
        foreach (var file in files)
        {
            var name = file == path || files.Count == 1 && Path.GetDirectoryName(file) == Path.TrimEndingDirectorySeparator(path) ? path : Path.GetDirectoryName(file)!;
            _sources.Add(await MixtureSources.AgentFileAsync(NameOf(name), file, cancellationToken));
        }
    }

    /// <summary>Adds a file or generated conversations, with the weight behind the last <c>@</c> where there is one.</summary>
    public async Task AddGeneralAsync(string text, CancellationToken cancellationToken)
    {
        var (path, weight) = SplitWeight(text);
        if (path == GeneratedWord || path.StartsWith($"{GeneratedWord}:", StringComparison.Ordinal))
        {
            var count = path == GeneratedWord ? DefaultGenerated : ReadCount(path);
            _sources.Add(MixtureSources.Generated(
                NameOf(GeneratedWord),
                string.Create(CultureInfo.InvariantCulture, $"{count} generated conversations of the train split, seed {seed}"),
                weight,
                GeneralConversations.Generate(seed).Take(count)));
            return;
        }

        var file = RunFiles.Find(path, Mixture.DatasetFile);
        _sources.Add(await MixtureSources.GeneralFileAsync(NameOf(path), file, weight, cleanUp, cancellationToken));
    }

    internal static (string Path, double Weight) SplitWeight(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 0 || !double.TryParse(text[(at + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight))
            return (text, 1);
        return weight > 0 && double.IsFinite(weight)
            ? (text[..at], weight)
            : throw new UsageException($"--general is '{text}', expected a weight of more than 0 behind the @.");
    }

    static int ReadCount(string path) =>
        int.TryParse(path[(GeneratedWord.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new UsageException($"--general is '{path}', expected {GeneratedWord}:<n> with a number of 1 or more.");

    string NameOf(string path)
    {
        var stem = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path));
        var name = stem;
        for (var i = 2; _sources.Exists(source => source.Name == name); i++)
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{i}");
        return name;
    }
}
