using System.Collections.Immutable;
using AgentTuning.Tokenization.Decoders;
using AgentTuning.Tokenization.Models;
using AgentTuning.Tokenization.Normalizers;
using AgentTuning.Tokenization.Patterns;
using AgentTuning.Tokenization.SentencePiece;
using AgentTuning.Tokenization.Splitting;

namespace AgentTuning.Tokenization.LlamaCpp;

/// <summary>Puts tokenizers together from the vocabulary of a GGUF file.</summary>
static class GgufPipelines
{
    const string Space = SentencePieceNormalizer.Space;

    static readonly ReplaceNormalizer EscapeSpaces = new(TextPattern.Literal(" "), Space);
    static readonly ReplaceDecode ReadSpaces = new(TextPattern.Literal(Space), " ");

    /// <summary>Byte-level BPE, cut by the patterns of <c>tokenizer.ggml.pre</c>.</summary>
    public static PipelineTokenizer Bpe(GgufTokens tokens)
    {
        var name = tokens.Model == "gemma4" ? "gemma4" : tokens.Keys.Text("tokenizer.ggml.pre") ?? "default";
        var pattern = GgufPatterns.Find(name) ?? throw new InvalidDataException(
            $"{tokens.Path}: tokenizer.ggml.pre is \"{name}\", expected one of {GgufTokenizer.List(GgufPatterns.Names)}.");
        var ids = tokens.IdsOf(tokens.OrdinaryIds.Concat(tokens.ByteIds));
        return Create(tokens, new PipelineParts
        {
            Tokens = tokens.Texts,
            AddedTokens = tokens.AddedTokens,
            Normalizer = pattern.IsPlain ? EscapeSpaces : null,
            SplitSteps = [.. pattern.Patterns.Select(SplitBy)],
            Model = new BpeTokenModel(new BpeTokens
            {
                Vocabulary = ids,
                Merges = ReadMerges(tokens, ids),
                IsByteLevel = !pattern.IsPlain,
                FallsBackToBytes = pattern.IsPlain,
                IgnoresMergesOfWholeTokens = pattern.IgnoresMergesOfWholeTokens,
            }),
            DecodeSteps = pattern.IsPlain ? [ReadSpaces, new ByteFallbackDecode()] : [new ByteLevelDecode()],
            BeginningOfTextId = tokens.Id("bos_token_id", 11) ?? -1,
            EndOfTextId = tokens.Id("eos_token_id", 11) ?? -1,
        }, pattern.AddsBeginning, addsEnd: false);
    }

    /// <summary>SentencePiece BPE.</summary>
    public static PipelineTokenizer SentencePiece(GgufTokens tokens)
    {
        var hasPrefix = tokens.Keys.Truth("tokenizer.ggml.add_space_prefix") ?? true;
        return Create(tokens, new PipelineParts
        {
            Tokens = tokens.Texts,
            AddedTokens = tokens.AddedTokens,
            Normalizer = new NormalizerSequence(hasPrefix ? [new PrependNormalizer(" "), EscapeSpaces] : [EscapeSpaces]),
            Model = new ScoredTokenModel(new ScoredTokens
            {
                Pieces = tokens.IdsOf(tokens.OrdinaryIds).ToDictionary(token => token.Key, token => (token.Value, tokens.Scores[token.Value]), StringComparer.Ordinal),
                ByteIds = ByteTokens.Ids(tokens.IdsOf(tokens.ByteIds)),
                UnknownId = tokens.Id("unknown_token_id", 0),
            }),
            DecodeSteps = [ReadSpaces, new ByteFallbackDecode(), new FuseDecode(), .. hasPrefix ? [new StripDecode(' ', left: 1, right: 0)] : ImmutableArray<IDecodeStep>.Empty],
            BeginningOfTextId = tokens.Id("bos_token_id", 1) ?? -1,
            EndOfTextId = tokens.Id("eos_token_id", 2) ?? -1,
        }, addsBeginning: true, addsEnd: false);
    }

    /// <summary>SentencePiece unigram.</summary>
    public static PipelineTokenizer Unigram(GgufTokens tokens)
    {
        var hasPrefix = tokens.Keys.Truth("tokenizer.ggml.add_space_prefix") ?? false;
        var map = tokens.Keys.WholeNumbers("tokenizer.ggml.precompiled_charsmap");
        return Create(tokens, new PipelineParts
        {
            Tokens = tokens.Texts,
            AddedTokens = tokens.AddedTokens,
            Normalizer = new SentencePieceNormalizer(new SentencePieceRules
            {
                Map = map is { IsEmpty: false } bytes ? ReadMap(tokens, bytes) : null,
                HasPrefix = hasPrefix,
                RemovesExtraSpaces = tokens.Keys.Truth("tokenizer.ggml.remove_extra_whitespaces") ?? false,
            }),
            Model = new UnigramTokenModel(new UnigramTokens
            {
                Pieces = [.. tokens.IdsOf(tokens.OrdinaryIds).Select(token => (token.Key, token.Value, (double)tokens.Scores[token.Value]))],
                UnknownId = tokens.Id("unknown_token_id", 2),
                UnknownScore = tokens.NormalIds.Select(id => tokens.Scores[id]).DefaultIfEmpty().Min() - UnigramTokens.UnknownPenalty,
                FusesUnknown = true,
            }),
            DecodeSteps = [ReadSpaces, new FuseDecode(), .. hasPrefix ? [new StripDecode(' ', left: 1, right: 0)] : ImmutableArray<IDecodeStep>.Empty],
            BeginningOfTextId = tokens.Id("bos_token_id", null) ?? tokens.Id("eos_token_id", 1) ?? -1,
            EndOfTextId = tokens.Id("eos_token_id", 1) ?? -1,
        }, addsBeginning: false, addsEnd: true);
    }

    static PipelineTokenizer Create(GgufTokens tokens, PipelineParts parts, bool addsBeginning, bool addsEnd)
    {
        if (parts.EndOfTextId < 0)
            throw new InvalidDataException($"{tokens.Path}: tokenizer.ggml.eos_token_id is missing or beyond the vocabulary of {tokens.Texts.Length}.");
        if (parts.BeginningOfTextId < 0)
            parts = parts with { BeginningOfTextId = parts.EndOfTextId };
        addsBeginning = tokens.Keys.Truth("tokenizer.ggml.add_bos_token") ?? addsBeginning;
        addsEnd = tokens.Keys.Truth("tokenizer.ggml.add_eos_token") ?? addsEnd;
        return new PipelineTokenizer(parts with { Prefix = addsBeginning ? [parts.BeginningOfTextId] : [], Suffix = addsEnd ? [parts.EndOfTextId] : [] });
    }

    static ISplitStep SplitBy(string pattern) => PreTokenizer.FromPattern(pattern) is { } known
        ? new KnownPatternSplit(known) : new PatternSplit(TextPattern.Parse(pattern), SplitBehavior.Isolated);

    // A merge of tokens that the vocabulary lacks never happens; of two alike, the first counts.
    static List<(int Left, int Right, int Merged)> ReadMerges(GgufTokens tokens, Dictionary<string, int> ids)
    {
        var texts = tokens.Keys.Texts("tokenizer.ggml.merges") ?? throw new InvalidDataException($"{tokens.Path} has no key tokenizer.ggml.merges, which a BPE vocabulary needs.");
        var merges = new List<(int Left, int Right, int Merged)>(texts.Length);
        var known = new HashSet<(int Left, int Right)>();
        foreach (var text in texts)
        {
            var border = text.Length < 2 ? -1 : text.IndexOf(' ', 1);
            if (border < 0)
                throw new InvalidDataException($"{tokens.Path}: tokenizer.ggml.merges has \"{text}\", expected two tokens with a space between them.");
            if (ids.TryGetValue(text[..border], out var left) && ids.TryGetValue(text[(border + 1)..], out var right)
                && ids.TryGetValue(text[..border] + text[(border + 1)..], out var merged) && known.Add((left, right)))
            {
                merges.Add((left, right, merged));
            }
        }

        return merges;
    }

    static CharacterMap ReadMap(GgufTokens tokens, ImmutableArray<int> bytes)
    {
        try
        {
            return CharacterMap.Parse([.. bytes.Select(value => unchecked((byte)value))]);
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"{tokens.Path}: tokenizer.ggml.precompiled_charsmap is damaged: {exception.Message}", exception);
        }
    }
}
