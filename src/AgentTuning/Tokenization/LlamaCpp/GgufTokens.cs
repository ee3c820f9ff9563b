using System.Collections.Immutable;
using AgentTuning.Gguf;

namespace AgentTuning.Tokenization.LlamaCpp;

/// <summary>The vocabulary of a GGUF file, as its keys give it.</summary>
sealed class GgufTokens
{
    const int Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6;

    readonly ImmutableArray<int> _types;

    GgufTokens(GgufKeys keys, string path, string model, ImmutableArray<string> texts)
    {
        Keys = keys;
        Path = path;
        Model = model;
        Texts = texts;
        _types = OfSameLength(keys.WholeNumbers("tokenizer.ggml.token_type"), "tokenizer.ggml.token_type", Normal);
        Scores = OfSameLength(keys.Numbers("tokenizer.ggml.scores"), "tokenizer.ggml.scores", 0f);
    }

    /// <summary>All keys of the file.</summary>
    public GgufKeys Keys { get; }

    /// <summary>Names the file in messages.</summary>
    public string Path { get; }

    /// <summary>The kind of the vocabulary, such as <c>llama</c> or <c>gpt2</c>.</summary>
    public string Model { get; }

    /// <summary>The token of every id.</summary>
    public ImmutableArray<string> Texts { get; }

    /// <summary>The score of every id; 0 where the file has none.</summary>
    public ImmutableArray<float> Scores { get; }

    /// <summary>The ids that stand for text as it is, or are kept for later use.</summary>
    public IEnumerable<int> OrdinaryIds => Ids(Normal, Unused, 0);

    /// <summary>The ids of normal tokens.</summary>
    public IEnumerable<int> NormalIds => Ids(Normal);

    /// <summary>The ids that stand for single bytes.</summary>
    public IEnumerable<int> ByteIds => Ids(Byte);

    /// <summary>The ids that text makes wherever their text occurs.</summary>
    public IEnumerable<int> UserDefinedIds => Ids(UserDefined);

    /// <summary>The tokens that are looked for in the text itself.</summary>
    public ImmutableArray<AddedToken> AddedTokens =>
    [
        .. Enumerable.Range(0, Texts.Length).Where(id => _types[id] is Unknown or Control or UserDefined)
            .Select(id => new AddedToken(id, Texts[id], IsSpecial: _types[id] != UserDefined)),
    ];

    /// <summary>Reads the keys of a vocabulary.</summary>
    public static GgufTokens Read(GgufKeys keys, string path)
    {
        var model = keys.Text("tokenizer.ggml.model") ?? throw new InvalidDataException($"{path} has no key tokenizer.ggml.model: it holds no vocabulary.");
        var texts = keys.Texts("tokenizer.ggml.tokens") ?? throw new InvalidDataException($"{path} has no key tokenizer.ggml.tokens: it holds no vocabulary.");
        if (texts.IsEmpty)
            throw new InvalidDataException($"{path}: tokenizer.ggml.tokens is empty.");
        return new GgufTokens(keys, path, model, texts);
    }

    /// <summary>The ids by text; of two with the same text, the first.</summary>
    public Dictionary<string, int> IdsOf(IEnumerable<int> ids)
    {
        var byText = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in ids)
            byText.TryAdd(Texts[id], id);
        return byText;
    }

    /// <summary>A special id that a key gives; null where the key is missing and there is no default, or the id is not in the vocabulary.</summary>
    public int? Id(string key, int? missing) => (Keys.WholeNumber($"tokenizer.ggml.{key}") ?? missing) is { } id && id < Texts.Length ? id : null;

    IEnumerable<int> Ids(params int[] types) => Enumerable.Range(0, Texts.Length).Where(id => types.Contains(_types[id]));

    ImmutableArray<T> OfSameLength<T>(ImmutableArray<T>? values, string key, T missing)
    {
        if (values is not { } given)
            return [.. Enumerable.Repeat(missing, Texts.Length)];
        return given.Length >= Texts.Length ? given
            : throw new InvalidDataException($"{Path}: {key} has {given.Length} items, expected {Texts.Length}, one for each token.");
    }
}
