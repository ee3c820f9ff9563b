using System.Text.Json;

namespace AgentTuning.Tokenization.HuggingFace;

/// <summary>What the files beside a vocabulary say: <c>tokenizer_config.json</c>, <c>special_tokens_map.json</c>, <c>added_tokens.json</c>, <c>config.json</c>.</summary>
/// <remarks>Each may be missing. Of two that say the same, the first one named here counts.</remarks>
sealed class TokenizerConfig
{
    /// <summary>The name of the file that says most.</summary>
    public const string FileName = "tokenizer_config.json";

    static readonly string[] Roles = ["bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token", "mask_token"];

    readonly string _folder;
    readonly TokenizerJsonValue _config;
    readonly TokenizerJsonValue _map;
    readonly TokenizerJsonValue _added;
    readonly TokenizerJsonValue _model;

    TokenizerConfig(string folder)
    {
        _folder = folder;
        _config = ReadOptional(FileName);
        _map = ReadOptional("special_tokens_map.json");
        _added = ReadOptional("added_tokens.json");
        _model = ReadOptional("config.json");
    }

    /// <summary>Reads what a folder has of these files.</summary>
    public static TokenizerConfig Read(string folder) => new(folder);

    /// <summary>Opens a file of JSON.</summary>
    /// <exception cref="InvalidDataException">It is no JSON.</exception>
    public static JsonDocument Open(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is no JSON: {exception.Message} Is the file whole?", exception);
        }
    }

    /// <summary>True where a file names the token that ends a text.</summary>
    public bool NamesEnd => Content("eos_token") is not null;

    /// <summary>A flag of <c>tokenizer_config.json</c>.</summary>
    public bool Flag(string name, bool missing) => _config.Member(name).Truth(missing);

    /// <summary>The tokens that transformers adds to those of the vocabulary's own file.</summary>
    public IEnumerable<AddedToken> AddedTokens(Vocabulary vocabulary)
    {
        foreach (var (name, item) in _config.Member("added_tokens_decoder") is { IsAbsent: false } decoder ? decoder.Members() : [])
        {
            item.Expect(int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) && id < Vocabulary.MaxSize,
                $"an id from 0 to {Vocabulary.MaxSize - 1} as its name");
            var token = AddedTokensJson.ReadOne(item, id);
            item["content"].Expect(vocabulary.TokenOf(id) is not { } known || known == token.Content, $"{vocabulary.TokenOf(id)} as in the vocabulary");
            yield return token;
        }

        foreach (var (content, value) in _added.IsAbsent ? [] : _added.Members())
            yield return new AddedToken(value.Number(Vocabulary.MaxSize), content, IsSpecial: IsRole(content)) { IsNormalized = !IsRole(content) };

        foreach (var content in RoleTexts())
        {
            if (vocabulary.Ids.TryGetValue(content, out var id))
                yield return new AddedToken(id, content, IsSpecial: true);
        }
    }

    /// <summary>The ids that open a text and close the model's turn.</summary>
    /// <remarks>
    /// A model without a token that opens a text (Qwen 2) has the id that its <c>config.json</c> names, else the one that closes a turn.
    /// </remarks>
    public (int Beginning, int End) FindRoles(IReadOnlyCollection<AddedToken> added, Vocabulary vocabulary)
    {
        var end = Find("eos_token", added, vocabulary) ?? Number("eos_token_id")
            ?? throw new InvalidDataException($"{_folder}: no file names the token that ends a text, expected eos_token in tokenizer_config.json or special_tokens_map.json, or eos_token_id in config.json.");
        return (Find("bos_token", added, vocabulary) ?? Number("bos_token_id") ?? end, end);
    }

    int? Number(string name)
    {
        var value = _model.Member(name);
        if (value.IsArray)
            value = value.Items() is [var first, ..] ? first : default;
        return value.IsAbsent ? null : value.Number(Vocabulary.MaxSize);
    }

    int? Find(string role, IReadOnlyCollection<AddedToken> added, Vocabulary vocabulary)
    {
        if (Content(role) is not { } value)
            return null;
        var text = value.Text();
        if (added.FirstOrDefault(token => token.Content == text) is { } token)
            return token.Id;
        return vocabulary.Ids.TryGetValue(text, out var id) ? id : throw value.Failure("a token of the vocabulary, one of "
            + string.Join(", ", added.Where(token => token.IsSpecial).Take(8).Select(token => $"\"{token.Content}\"")));
    }

    bool IsRole(string content) => RoleTexts().Contains(content, StringComparer.Ordinal);

    IEnumerable<string> RoleTexts()
    {
        foreach (var role in Roles)
        {
            if (Content(role) is { } value)
                yield return value.Text();
        }

        foreach (var list in new[] { _config.Member("additional_special_tokens"), _map.Member("additional_special_tokens") })
        {
            foreach (var item in list.IsArray ? list.Items() : [])
                yield return (item.IsString ? item : item["content"]).Text();
        }
    }

    // transformers writes a token as its text or as an object with its flags.
    TokenizerJsonValue? Content(string role)
    {
        foreach (var value in new[] { _config.Member(role), _map.Member(role) })
        {
            if (!value.IsAbsent)
                return value.IsString ? value : value["content"];
        }

        return null;
    }

    TokenizerJsonValue ReadOptional(string name)
    {
        var path = Path.Combine(_folder, name);
        if (!File.Exists(path))
            return default;
        using var document = Open(path);
        return new TokenizerJsonValue(path, "", document.RootElement.Clone());
    }
}
