using System.Collections.Immutable;
using System.Text.Json;

namespace AgentTuning.Tokenization;

/// <summary>Reads a byte-level BPE tokenizer in the form of Hugging Face's tokenizers and transformers.</summary>
/// <remarks>What would change ids and is not supported is refused: normalizers, other models, unknown patterns, dropout, ordinary added tokens.</remarks>
static class TokenizerFileReader
{
    /// <summary>Vocabulary, merges and pre-tokenizer.</summary>
    public const string FileName = "tokenizer.json";

    /// <summary>Which special tokens open and close a text.</summary>
    public const string ConfigFileName = "tokenizer_config.json";

    const int MaxVocabularySize = 4_000_000;

    /// <summary>Reads both files of a folder.</summary>
    public static BpeModel Read(string folder)
    {
        try
        {
            return ReadFiles(folder);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException($"A text in {FileName} or {ConfigFileName} of {folder} is no valid Unicode, such as half a surrogate pair.", exception);
        }
    }

    static BpeModel ReadFiles(string folder)
    {
        using var document = Open(folder, FileName);
        using var configDocument = Open(folder, ConfigFileName);
        var file = new TokenizerJsonValue(Path.Combine(folder, FileName), "", document.RootElement);
        var config = new TokenizerJsonValue(Path.Combine(folder, ConfigFileName), "", configDocument.RootElement);

        file["normalizer"].Expect(file["normalizer"].IsAbsent, "null: text is not changed before it is encoded");
        file["decoder"]["type"].Text("ByteLevel");
        var model = file["model"];
        model["type"].Text("BPE");
        foreach (var name in new[] { "dropout", "continuing_subword_prefix", "end_of_word_suffix" })
            model[name].Expect(model[name].IsAbsent || (model[name].IsString && model[name].Text().Length == 0), "null");
        model["byte_fallback"].Expect(!model["byte_fallback"].Truth(missing: false), "false: the vocabulary is byte-level");

        var vocabulary = ReadVocabulary(model["vocab"]);
        var special = ReadSpecialTokens(file["added_tokens"], vocabulary);
        CheckVocabulary(model["vocab"], vocabulary, special);
        return new BpeModel
        {
            Vocabulary = vocabulary,
            Merges = ReadMerges(model["merges"], vocabulary, special),
            SpecialTokens = special,
            BeginningOfText = ReadRole(config["bos_token"], special),
            EndOfText = ReadRole(config["eos_token"], special),
            PreTokenizer = ReadPreTokenizer(file["pre_tokenizer"]),
            IgnoresMergesOfWholeTokens = model["ignore_merges"].Truth(missing: false),
        };
    }

    static JsonDocument Open(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path} is missing. A tokenizer is a folder with {FileName} and {ConfigFileName} in Hugging Face form.", path);
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is no JSON: {exception.Message} Is the file whole?", exception);
        }
    }

    static Dictionary<string, int> ReadVocabulary(TokenizerJsonValue vocab)
    {
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        var taken = new Dictionary<int, string>();
        foreach (var (token, value) in vocab.Members())
        {
            var id = value.Number(MaxVocabularySize);
            if (!vocabulary.TryAdd(token, id))
                throw value.Failure($"one id; it has {vocabulary[token]} already");
            if (!taken.TryAdd(id, token))
                throw value.Failure($"an id of its own; \"{taken[id]}\" has it already");
        }

        return vocabulary;
    }

    static ImmutableArray<SpecialToken> ReadSpecialTokens(
        TokenizerJsonValue added, Dictionary<string, int> vocabulary)
    {
        var idsOfVocabulary = vocabulary.Values.ToHashSet();
        var contents = new HashSet<string>(StringComparer.Ordinal);
        var tokens = new SortedDictionary<int, SpecialToken>();
        foreach (var item in added.IsAbsent ? [] : added.Items())
        {
            var token = new SpecialToken(item["id"].Number(MaxVocabularySize), item["content"].Text());
            item["content"].Expect(token.Content.Length > 0, "a text that is not empty");
            item["special"].Expect(
                item["special"].Truth(missing: false), "true: ordinary text is not searched for added tokens, so ids would differ");
            item["content"].Expect(contents.Add(token.Content), "a text of its own");

            var isInVocabulary = vocabulary.TryGetValue(token.Content, out var id);
            item["id"].Expect(isInVocabulary ? id == token.Id : !idsOfVocabulary.Contains(token.Id),
                isInVocabulary ? $"{id} as in model.vocab" : "an id that model.vocab does not use");
            item["id"].Expect(tokens.TryAdd(token.Id, token), "an id of its own");
        }

        return [.. tokens.Values];
    }

    static void CheckVocabulary(TokenizerJsonValue vocab, Dictionary<string, int> vocabulary, ImmutableArray<SpecialToken> special)
    {
        var specialNames = special.Select(token => token.Content).ToHashSet(StringComparer.Ordinal);
        for (var value = 0; value < 256; value++)
        {
            var symbol = ByteLevelAlphabet.SymbolOf((byte)value).ToString();
            var isThere = vocabulary.ContainsKey(symbol) || ByteLevelAlphabet.IsNeverInUtf8((byte)value);
            if (!isThere || specialNames.Contains(symbol))
                throw vocab[symbol].Failure($"the id of byte 0x{value:X2}; a byte-level vocabulary has every byte of UTF-8");
        }

        foreach (var token in vocabulary.Keys)
        {
            if (!specialNames.Contains(token) && ByteLevelAlphabet.BytesOf(token) is null)
                throw vocab[token].Failure("no such token: its characters are not those of the byte-level alphabet. SentencePiece vocabularies are not supported");
        }
    }

    static ImmutableArray<(string Left, string Right)> ReadMerges(
        TokenizerJsonValue merges, Dictionary<string, int> vocabulary, ImmutableArray<SpecialToken> special)
    {
        var specialNames = special.Select(token => token.Content).ToHashSet(StringComparer.Ordinal);
        var pairs = ImmutableArray.CreateBuilder<(string Left, string Right)>();
        foreach (var item in merges.Items())
        {
            var parts = item.IsArray ? Array.ConvertAll(item.Items(), part => part.Text()) : item.Text().Split(' ');
            item.Expect(parts.Length == 2, "two tokens: [\"a\", \"b\"] or \"a b\"");
            foreach (var token in new[] { parts[0], parts[1], parts[0] + parts[1] })
                item.Expect(vocabulary.ContainsKey(token), $"tokens of model.vocab; \"{token}\" is not there");
            item.Expect(!specialNames.Contains(parts[0] + parts[1]), "a merge that makes an ordinary token: text must not make a special one");
            pairs.Add((parts[0], parts[1]));
        }

        return pairs.DrainToImmutable();
    }

    static string ReadRole(TokenizerJsonValue role, ImmutableArray<SpecialToken> special)
    {
        // transformers writes a token as its text or as an object with its flags.
        var content = role.IsAbsent || role.IsString ? role : role["content"];
        var text = content.Text();
        content.Expect(special.Any(token => token.Content == text), $"a special token of {FileName}, one of "
            + string.Join(", ", special.Take(8).Select(token => $"\"{token.Content}\"")));
        return text;
    }

    static PreTokenizer ReadPreTokenizer(TokenizerJsonValue value)
    {
        if (value["type"].Text("ByteLevel", "Sequence") == "ByteLevel")
        {
            ReadByteLevel(value, usesPattern: true);
            return PreTokenizer.Gpt2;
        }

        var steps = value["pretokenizers"];
        var items = steps.Items();
        steps.Expect(items.Length == 2, "two steps: Split or Digits, then ByteLevel");
        var isDigits = items[0]["type"].Text("Split", "Digits") == "Digits";
        ReadByteLevel(items[1], usesPattern: isDigits);
        if (isDigits)
        {
            items[0]["individual_digits"].Expect(items[0]["individual_digits"].Truth(missing: false), "true");
            return PreTokenizer.Gpt2SingleDigits;
        }

        items[0]["behavior"].Text("Isolated");
        items[0]["invert"].Expect(!items[0]["invert"].Truth(missing: false), "false");
        var pattern = items[0]["pattern"]["Regex"];
        return PreTokenizer.FromPattern(pattern.Text()) ?? throw pattern.Failure(
            $"one of the patterns known here: {PreTokenizer.BareWords.Pattern} (agenttuning), {PreTokenizer.SingleDigits.Pattern} (Qwen 2), {PreTokenizer.Llama3.Pattern} (Llama 3), {PreTokenizer.Gpt2.Pattern} (GPT-2)");
    }

    static void ReadByteLevel(TokenizerJsonValue step, bool usesPattern)
    {
        step["type"].Text("ByteLevel");
        step["add_prefix_space"].Expect(!step["add_prefix_space"].Truth(missing: true), "false: a space in front would not be decoded away");
        step["use_regex"].Expect(
            step["use_regex"].Truth(missing: true) == usesPattern, usesPattern ? "true" : "false, as the step before has the pattern");
    }
}
