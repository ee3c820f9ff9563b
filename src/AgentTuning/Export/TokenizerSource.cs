using System.Globalization;
using System.Text.Json;
using AgentTuning.Tokenization;

namespace AgentTuning.Export;

/// <summary>What a model's folder says about its tokenizer, beyond what encoding here needs.</summary>
public sealed class TokenizerSource
{
    const string FileName = "tokenizer.json";
    const string ConfigName = "tokenizer_config.json";
    const string SentencePieceName = "tokenizer.model";
    const int MaxVocabularySize = 4_000_000;

    readonly string _folder;

    /// <param name="folder">A model's folder in Hugging Face format.</param>
    public TokenizerSource(string folder) => _folder = folder;

    /// <summary>The vocabulary as llama.cpp reads it.</summary>
    /// <param name="pre">llama.cpp's name for the pre-tokenizer, where the caller knows better; null to find it.</param>
    /// <exception cref="FileNotFoundException">The folder has no tokenizer.</exception>
    /// <exception cref="InvalidDataException">The tokenizer is damaged, or of a kind that llama.cpp does not have.</exception>
    public GgufVocabulary ReadVocabulary(string? pre = null)
    {
        using var configDocument = OpenConfig();
        var config = new TokenizerJsonValue(Path.Combine(_folder, ConfigName), "", configDocument.RootElement);
        var model = Path.Combine(_folder, SentencePieceName);
        if (!File.Exists(Path.Combine(_folder, FileName)) && File.Exists(model)) return SentencePieceVocabulary.Read(model, Added(config), config);
        using var document = Open(FileName);
        var file = new TokenizerJsonValue(Path.Combine(_folder, FileName), "", document.RootElement);
        var vocabulary = GgufVocabularyFile.Read(file, config, pre);
        if (vocabulary.Model != "llama" || !File.Exists(model)) return vocabulary;
        // The model has the scores themselves, and tokenizer.json what was added.
        var scored = SentencePieceVocabulary.Read(model, GgufVocabularyFile.Added(file["added_tokens"]), config);
        return scored with
        {
            BeginningOfTextId = vocabulary.BeginningOfTextId ?? scored.BeginningOfTextId,
            EndOfTextId = vocabulary.EndOfTextId ?? scored.EndOfTextId,
            AddsBeginningOfText = vocabulary.AddsBeginningOfText,
            AddsEndOfText = vocabulary.AddsEndOfText,
            AddsSpacePrefix = vocabulary.AddsSpacePrefix,
        };
    }

    // As transformers writes them beside a tokenizer.model: by id.
    static List<AddedToken> Added(TokenizerJsonValue config) => config["added_tokens_decoder"].IsAbsent
        ? []
        : [.. config["added_tokens_decoder"].Members()
            .Where(member => int.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id < MaxVocabularySize)
            .Select(member => new AddedToken(
                int.Parse(member.Name, CultureInfo.InvariantCulture), member.Value["content"].Text(), member.Value["special"].Truth(missing: false)))];

    JsonDocument OpenConfig() => File.Exists(Path.Combine(_folder, ConfigName)) ? Open(ConfigName) : JsonDocument.Parse("{}");

    JsonDocument Open(string name)
    {
        var path = Path.Combine(_folder, name);
        if (!File.Exists(path)) throw new FileNotFoundException($"{_folder} has no {name}, expected a tokenizer in Hugging Face format.", path);
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is no JSON: {e.Message} Is the file whole?", e);
        }
    }
}
