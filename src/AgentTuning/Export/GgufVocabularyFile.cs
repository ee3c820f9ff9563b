using System.Globalization;
using AgentTuning.Tokenization;

namespace AgentTuning.Export;

/// <summary>Makes a GGUF vocabulary of the <c>tokenizer.json</c> and <c>tokenizer_config.json</c> of a model's folder.</summary>
static class GgufVocabularyFile
{
    const int MaxVocabularySize = 4_000_000;

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="file">The content of <c>tokenizer.json</c>.</param>
    /// <param name="config">That of <c>tokenizer_config.json</c>, an empty object where there is none.</param>
    /// <param name="pre">llama.cpp's name for the pre-tokenizer, where the caller knows better; null to find it.</param>
    /// <exception cref="InvalidDataException">It is of a kind that llama.cpp does not have.</exception>
    public static GgufVocabulary Read(TokenizerJsonValue file, TokenizerJsonValue config, string? pre)
    {
        var model = file["model"];
        model["type"].Text("BPE");
        var ids = model["vocab"].Members().Select(member => (member.Name, Id: member.Value.Number(MaxVocabularySize))).ToList();
        var added = Added(file["added_tokens"]);
        var size = 1 + Math.Max(ids.Count == 0 ? 0 : ids.Max(token => token.Id), added.Count == 0 ? 0 : added.Max(token => token.Id));
        model["vocab"].Expect(size <= 2 * (ids.Count + added.Count) + 1024, "ids without wide gaps");
        var tokens = Enumerable.Range(0, size).Select(id => $"[PAD{id}]").ToArray();
        var types = Enumerable.Repeat(GgufTokenType.Unused, size).ToArray();
        foreach (var (name, id) in ids) (tokens[id], types[id]) = (name, GgufTokenType.Normal);
        foreach (var token in added) (tokens[token.Id], types[token.Id]) = (token.Content, token.IsSpecial ? GgufTokenType.Control : GgufTokenType.UserDefined);

        var roles = new TokenRoles(file, config, added);
        var vocabulary = new GgufVocabulary
        {
            Model = "gpt2",
            Pre = "default",
            Tokens = [.. tokens],
            Types = [.. types],
            BeginningOfTextId = roles.IdOf("bos_token"),
            EndOfTextId = roles.IdOf("eos_token"),
            UnknownId = roles.IdOf("unk_token"),
            PaddingId = roles.IdOf("pad_token"),
        };
        vocabulary = vocabulary with { AddsBeginningOfText = roles.AddsBeginning(vocabulary), AddsEndOfText = roles.AddsEnd(vocabulary) };
        var merges = model["merges"].Items().Select(Merge).ToList();
        return model["byte_fallback"].Truth(missing: false)
            ? ToSentencePiece(vocabulary, merges, HasPrepend(file["normalizer"]) || HasMetaspace(file["pre_tokenizer"]))
            : vocabulary with
            {
                Pre = pre ?? GgufPreTokenizers.NameOf(file["pre_tokenizer"], model["ignore_merges"].Truth(missing: false)),
                Merges = [.. merges.Select(pair => $"{pair.Left} {pair.Right}")],
                ComposesCharacters = Composes(file["normalizer"]),
            };
    }

    /// <summary>The tokens that are added to those of the model.</summary>
    /// <param name="tokens">A list of objects with id, content and special; may be missing.</param>
    public static List<AddedToken> Added(TokenizerJsonValue tokens) => tokens.IsAbsent
        ? []
        : [.. tokens.Items().Select(item => new AddedToken(item["id"].Number(MaxVocabularySize), item["content"].Text(), item["special"].Truth(missing: false)))];

    static (string Left, string Right) Merge(TokenizerJsonValue item)
    {
        var parts = item.IsArray ? Array.ConvertAll(item.Items(), part => part.Text()) : item.Text().Split(' ');
        item.Expect(parts.Length == 2, "two tokens: [\"a\", \"b\"] or \"a b\"");
        return (parts[0], parts[1]);
    }

    // Converted from SentencePiece once, the order of merges is that of the scores.
    static GgufVocabulary ToSentencePiece(GgufVocabulary vocabulary, List<(string Left, string Right)> merges, bool addsSpacePrefix)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < merges.Count; i++) ranks.TryAdd(merges[i].Left + merges[i].Right, i);
        var types = vocabulary.Types.ToArray();
        for (var id = 0; id < types.Length; id++)
        {
            if (IsByte(vocabulary.Tokens[id])) types[id] = GgufTokenType.Byte;
            if (id == vocabulary.UnknownId) types[id] = GgufTokenType.Unknown;
        }
        return vocabulary with
        {
            Model = "llama",
            Types = [.. types],
            Scores = [.. vocabulary.Tokens.Select(token => ranks.TryGetValue(token, out var rank) ? -rank : token.Length == 1 ? -merges.Count : 0f)],
            AddsSpacePrefix = addsSpacePrefix,
        };
    }

    static bool HasPrepend(TokenizerJsonValue normalizer)
    {
        if (normalizer.IsAbsent) return false;
        return normalizer["type"].IsString && normalizer["type"].Text() switch
        {
            "Prepend" => true,
            "Sequence" => normalizer["normalizers"].Items().Any(HasPrepend),
            _ => false,
        };
    }

    // What else would change a text before it is cut, llama.cpp would leave out.
    static bool Composes(TokenizerJsonValue normalizer)
    {
        if (normalizer.IsAbsent) return false;
        var type = normalizer["type"].Text();
        if (type == "Sequence") return normalizer["normalizers"].Items().Select(Composes).ToList().Contains(true); // each is asked
        normalizer["type"].Expect(type == "NFC", "NFC or no normalizer, as llama.cpp has none: export with --format hf");
        return true;
    }

    // Newer files leave the space in front to the pre-tokenizer.
    static bool HasMetaspace(TokenizerJsonValue preTokenizer)
    {
        if (preTokenizer.IsAbsent) return false;
        return preTokenizer["type"].Text() switch
        {
            "Metaspace" when !preTokenizer["prepend_scheme"].IsAbsent => preTokenizer["prepend_scheme"].Text() != "never",
            "Metaspace" => preTokenizer["add_prefix_space"].Truth(missing: true),
            "Sequence" => preTokenizer["pretokenizers"].Items().Any(HasMetaspace),
            _ => false,
        };
    }

    static bool IsByte(string token) =>
        token is ['<', '0', 'x', _, _, '>'] && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
}
