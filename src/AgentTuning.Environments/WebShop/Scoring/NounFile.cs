using AgentTuning.Environments.WebShop.Products;

namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>Nouns that the user worked out beforehand, by product: a JSON object of lists. Titles that it lacks go to another extractor.</summary>
public sealed class NounFile : ITitleNounExtractor
{
    readonly KeyedJsonFile _file;
    readonly ITitleNounExtractor _others;

    NounFile(KeyedJsonFile file, ITitleNounExtractor others) => (_file, _others) = (file, others);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no JSON object.</exception>
    public static async Task<NounFile> ReadAsync(string path, ITitleNounExtractor others, CancellationToken cancellationToken = default) =>
        new(await KeyedJsonFile.ReadAsync(path, cancellationToken), others);

    /// <inheritdoc/>
    public IReadOnlyList<string> Nouns(string asin, string title)
    {
        var nouns = _file.Find(asin, WebShopJson.Readable.ImmutableArrayString);
        return nouns.IsDefault ? _others.Nouns(asin, title) : [.. nouns.Select(PythonLetters.Lower)];
    }
}
