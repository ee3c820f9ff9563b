using System.Collections.Immutable;

namespace AgentTuning.Tokenization.HuggingFace;

/// <summary>Reads <c>added_tokens</c>, and adds what the files beside it say.</summary>
static class AddedTokensJson
{
    /// <summary>The added tokens, and the ids that no text may make.</summary>
    public static (ImmutableArray<AddedToken> Tokens, HashSet<int> SpecialIds) Read(TokenizerJsonValue added, Vocabulary vocabulary, TokenizerConfig config)
    {
        var tokens = new SortedDictionary<int, AddedToken>();
        var contents = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in added.IsAbsent ? [] : added.Items())
        {
            var token = ReadOne(item, item["id"].Number(Vocabulary.MaxSize));
            item["content"].Expect(contents.Add(token.Content), "a text of its own");
            Check(item, token, vocabulary);
            item["id"].Expect(tokens.TryAdd(token.Id, token), "an id of its own");
        }

        foreach (var token in config.AddedTokens(vocabulary))
        {
            if (!contents.Contains(token.Content) && tokens.TryAdd(token.Id, token))
                contents.Add(token.Content);
        }

        return ([.. tokens.Values], [.. tokens.Values.Where(token => token.IsSpecial).Select(token => token.Id)]);
    }

    /// <summary>One token with its flags.</summary>
    public static AddedToken ReadOne(TokenizerJsonValue item, int id)
    {
        var content = item["content"].Text();
        item["content"].Expect(content.Length > 0, "a text that is not empty");
        var isSpecial = item["special"].Truth(missing: false);
        return new AddedToken(id, content, isSpecial)
        {
            IsNormalized = item["normalized"].Truth(missing: !isSpecial),
            StripsLeft = item["lstrip"].Truth(missing: false),
            StripsRight = item["rstrip"].Truth(missing: false),
            IsSingleWord = item["single_word"].Truth(missing: false),
        };
    }

    // Where two files disagree, ids would depend on which one is asked.
    static void Check(TokenizerJsonValue item, AddedToken token, Vocabulary vocabulary)
    {
        if (vocabulary.Ids.TryGetValue(token.Content, out var id))
            item["id"].Expect(id == token.Id, $"{id} as in model.vocab");
        else
            item["id"].Expect(vocabulary.TokenOf(token.Id) is null, "an id that model.vocab does not use");
    }
}
