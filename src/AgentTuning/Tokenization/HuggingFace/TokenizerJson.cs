namespace AgentTuning.Tokenization.HuggingFace;

/// <summary>Reads <c>tokenizer.json</c> as Hugging Face's tokenizers write it; what would change ids and is not supported is refused by name.</summary>
static class TokenizerJson
{
    /// <summary>The file's name.</summary>
    public const string FileName = "tokenizer.json";

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="path">The file <c>tokenizer.json</c>.</param>
    /// <param name="config">What the files beside it say.</param>
    public static PipelineTokenizer Read(string path, TokenizerConfig config)
    {
        using var document = TokenizerConfig.Open(path);
        var file = new TokenizerJsonValue(path, "", document.RootElement);
        try
        {
            return Read(file, config);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException($"{path}: a text is no valid Unicode, such as half a surrogate pair.", exception);
        }
    }

    static PipelineTokenizer Read(TokenizerJsonValue file, TokenizerConfig config)
    {
        var split = SplitJson.Read(file["pre_tokenizer"]);
        var vocabulary = VocabularyJson.Read(file["model"]);
        var added = AddedTokensJson.Read(file["added_tokens"], vocabulary, config);
        var (prefix, suffix) = PostProcessorJson.Read(file["post_processor"]);
        var (beginning, end) = config.FindRoles(added.Tokens, vocabulary);
        return new PipelineTokenizer(new PipelineParts
        {
            Tokens = vocabulary.TokensById(),
            AddedTokens = added.Tokens,
            Normalizer = NormalizerJson.Read(file["normalizer"]),
            SplitSteps = split.Steps,
            Model = ModelJson.Read(file["model"], vocabulary, added.SpecialIds, split.IsByteLevel),
            DecodeSteps = DecoderJson.Read(file["decoder"]),
            BeginningOfTextId = beginning,
            EndOfTextId = end,
            Prefix = prefix,
            Suffix = suffix,
        });
    }
}
