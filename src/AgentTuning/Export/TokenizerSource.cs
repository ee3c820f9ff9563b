using System.Text.Json;
using AgentTuning.Tokenization;

namespace AgentTuning.Export;

/// <summary>What a model's folder says about its tokenizer, beyond what encoding here needs.</summary>
public sealed class TokenizerSource
{
    const string FileName = "tokenizer.json";
    const string ConfigName = "tokenizer_config.json";

    readonly string _folder;

    /// <param name="folder">A model's folder in Hugging Face format.</param>
    public TokenizerSource(string folder) => _folder = folder;

    /// <summary>The vocabulary as llama.cpp reads it.</summary>
    /// <param name="pre">llama.cpp's name for the pre-tokenizer, where the caller knows better; null to find it.</param>
    /// <exception cref="FileNotFoundException">The folder has no tokenizer.</exception>
    /// <exception cref="InvalidDataException">The tokenizer is damaged, or of a kind that llama.cpp does not have.</exception>
    public GgufVocabulary ReadVocabulary(string? pre = null)
    {
        using var document = Open(FileName);
        using var configDocument = OpenConfig();
        return GgufVocabularyFile.Read(
            new TokenizerJsonValue(Path.Combine(_folder, FileName), "", document.RootElement),
            new TokenizerJsonValue(Path.Combine(_folder, ConfigName), "", configDocument.RootElement),
            pre);
    }

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
