namespace AgentTuning.Tokenization.HuggingFace;

/// <summary>The written forms of tokens and their ids, each unlike the others.</summary>
sealed class Vocabulary
{
    /// <summary>One more than the largest id that a file may give, so that a damaged one does not fill the memory.</summary>
    public const int MaxSize = 4_000_000;

    readonly Dictionary<int, string> _tokens = [];

    /// <summary>The ids by written form.</summary>
    public Dictionary<string, int> Ids { get; } = new(StringComparer.Ordinal);

    /// <summary>The scores by id, where the model has them.</summary>
    public Dictionary<int, double> Scores { get; } = [];

    /// <summary>The token of an id, or null.</summary>
    public string? TokenOf(int id) => _tokens.GetValueOrDefault(id);

    /// <summary>Adds a token; false where its text or its id is taken.</summary>
    public bool TryAdd(string token, int id) => _tokens.TryAdd(id, token) && Ids.TryAdd(token, id);

    /// <summary>The tokens in the order of their ids.</summary>
    public string?[] TokensById()
    {
        var tokens = new string?[_tokens.Count == 0 ? 0 : 1 + _tokens.Keys.Max()];
        foreach (var (id, token) in _tokens)
            tokens[id] = token;
        return tokens;
    }
}
