using AgentTuning.Tokenization.Models;

namespace AgentTuning.Tokenization.HuggingFace;

/// <summary>Reads <c>model</c>.</summary>
static class ModelJson
{
    /// <summary>The model of the types BPE and Unigram.</summary>
    public static ITokenModel Read(TokenizerJsonValue model, Vocabulary vocabulary, HashSet<int> specialIds, bool isByteLevel)
    {
        // Files of old versions leave the type out.
        if (!model["type"].IsAbsent && model["type"].Text("BPE", "Unigram") == "Unigram")
            return ReadUnigram(model, vocabulary, specialIds);

        model["dropout"].Expect(model["dropout"].IsAbsent || model["dropout"].Real() == 0, "null: the same text must give the same ids");
        foreach (var name in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
            model[name].Expect(model[name].IsAbsent || (model[name].IsString && model[name].Text().Length == 0), "null");

        var unknown = model["unk_token"];
        return new BpeTokenModel(new BpeTokens
        {
            Vocabulary = Ordinary(vocabulary, specialIds),
            Merges = ReadMerges(model["merges"], vocabulary, specialIds),
            IsByteLevel = isByteLevel,
            FallsBackToBytes = model["byte_fallback"].Truth(missing: false),
            UnknownId = unknown.IsAbsent ? null : vocabulary.Ids.TryGetValue(unknown.Text(), out var id) ? id : throw unknown.Failure("a token of model.vocab"),
            FusesUnknown = model["fuse_unk"].Truth(missing: false),
            IgnoresMergesOfWholeTokens = model["ignore_merges"].Truth(missing: false),
        });
    }

    static Dictionary<string, int> Ordinary(Vocabulary vocabulary, HashSet<int> specialIds) => vocabulary.Ids
        .Where(token => !specialIds.Contains(token.Value)).ToDictionary(StringComparer.Ordinal);

    // A pair that makes a special token is left out: no text may make one.
    static List<(int Left, int Right, int Merged)> ReadMerges(TokenizerJsonValue merges, Vocabulary vocabulary, HashSet<int> specialIds)
    {
        var pairs = new List<(int Left, int Right, int Merged)>();
        foreach (var item in merges.Items())
        {
            var parts = item.IsArray ? Array.ConvertAll(item.Items(), part => part.Text()) : item.Text().Split(' ');
            item.Expect(parts.Length == 2, "two tokens: [\"a\", \"b\"] or \"a b\"");
            int[] ids = [.. new[] { parts[0], parts[1], parts[0] + parts[1] }.Select(token =>
                vocabulary.Ids.TryGetValue(token, out var id) ? id : throw item.Failure($"tokens of model.vocab; \"{token}\" is not there"))];
            if (!specialIds.Contains(ids[2]))
                pairs.Add((ids[0], ids[1], ids[2]));
        }

        return pairs;
    }

    static UnigramTokenModel ReadUnigram(TokenizerJsonValue model, Vocabulary vocabulary, HashSet<int> specialIds)
    {
        int? unknown = model["unk_id"].IsAbsent ? null : model["unk_id"].Number(Math.Max(1, vocabulary.Scores.Count));
        return new UnigramTokenModel(new UnigramTokens
        {
            Pieces = [.. Ordinary(vocabulary, specialIds).Where(token => token.Value != unknown).Select(token => (token.Key, token.Value, vocabulary.Scores[token.Value]))],
            UnknownId = unknown,
            UnknownScore = vocabulary.Scores.Values.DefaultIfEmpty().Min() - UnigramTokens.UnknownPenalty,
            ByteIds = model["byte_fallback"].Truth(missing: false) ? ByteTokens.Ids(vocabulary.Ids) : null,
            FusesUnknown = true,
        });
    }
}
