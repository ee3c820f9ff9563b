using AgentTuning.Tokenization;

namespace AgentTuning.Export;

/// <summary>Which tokens open and close a text, and whether encoding puts them there.</summary>
sealed class TokenRoles(TokenizerJsonValue file, TokenizerJsonValue config, IReadOnlyList<AddedToken> added)
{
    /// <summary>The id of a role such as <c>bos_token</c>, or null where there is none.</summary>
    public int? IdOf(string role)
    {
        var value = config[role].IsAbsent || config[role].IsString ? config[role] : config[role]["content"]; // a text, or an object with its flags
        if (value.IsAbsent) return null;
        var text = value.Text();
        if (added.FirstOrDefault(token => token.Content == text) is { } found) return found.Id;
        var ordinary = file["model"]["vocab"][text];
        return ordinary.IsAbsent ? throw value.Failure("a token of tokenizer.json") : ordinary.Number(int.MaxValue);
    }

    /// <summary>True where encoding puts the first token in front.</summary>
    public bool AddsBeginning(GgufVocabulary vocabulary)
    {
        if (vocabulary.BeginningOfTextId is not { } id) return false;
        return Template() is { } template
            ? Names(template[0]) == vocabulary.Tokens[id]
            : config["add_bos_token"].Truth(missing: IsLlamaClass());
    }

    /// <summary>True where encoding puts the last token behind.</summary>
    public bool AddsEnd(GgufVocabulary vocabulary)
    {
        if (vocabulary.EndOfTextId is not { } id) return false;
        return Template() is { } template
            ? Names(template[^1]) == vocabulary.Tokens[id]
            : config["add_eos_token"].Truth(missing: false);
    }

    bool IsLlamaClass() => config["tokenizer_class"].IsString && config["tokenizer_class"].Text() is "LlamaTokenizer" or "LlamaTokenizerFast";

    // The post-processor of one text, alone or among others.
    TokenizerJsonValue[]? Template() => Template(file["post_processor"]);

    static TokenizerJsonValue[]? Template(TokenizerJsonValue processor)
    {
        if (processor.IsAbsent) return null;
        return processor["type"].Text() switch
        {
            "TemplateProcessing" when processor["single"].Items() is { Length: > 0 } items => items,
            "Sequence" => processor["processors"].Items().Select(Template).FirstOrDefault(found => found is not null),
            _ => null,
        };
    }

    static string? Names(TokenizerJsonValue item) => item["SpecialToken"].IsAbsent ? null : item["SpecialToken"]["id"].Text();
}
