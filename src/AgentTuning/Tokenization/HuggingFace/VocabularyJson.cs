namespace AgentTuning.Tokenization.HuggingFace;

/// <summary>Reads <c>model.vocab</c>.</summary>
static class VocabularyJson
{
    /// <summary>The vocabulary of a BPE model (an object) or of a unigram model (a list of tokens and scores).</summary>
    public static Vocabulary Read(TokenizerJsonValue model)
    {
        var vocab = model["vocab"];
        var vocabulary = new Vocabulary();
        if (vocab.IsArray)
            ReadScored(vocab, vocabulary);
        else
            ReadIds(vocab, vocabulary);
        return vocabulary;
    }

    static void ReadIds(TokenizerJsonValue vocab, Vocabulary vocabulary)
    {
        foreach (var (token, value) in vocab.Members())
        {
            var id = value.Number(Vocabulary.MaxSize);
            if (vocabulary.Ids.TryGetValue(token, out var first))
                throw value.Failure($"one id; it has {first} already");
            if (!vocabulary.TryAdd(token, id))
                throw value.Failure($"an id of its own; \"{vocabulary.TokenOf(id)}\" has it already");
        }
    }

    static void ReadScored(TokenizerJsonValue vocab, Vocabulary vocabulary)
    {
        foreach (var (item, id) in vocab.Items().Select((item, id) => (item, id)))
        {
            var pair = item.Items();
            item.Expect(pair.Length == 2, "a token and its score");
            item.Expect(vocabulary.TryAdd(pair[0].Text(), id), "a token of its own");
            vocabulary.Scores[id] = pair[1].Real();
        }
    }
}
