using System.Collections.Immutable;
using AgentTuning.Tokenization.Decoders;
using AgentTuning.Tokenization.HuggingFace;
using AgentTuning.Tokenization.Models;
using AgentTuning.Tokenization.Patterns;

namespace AgentTuning.Tokenization.SentencePiece;

/// <summary>Reads <c>tokenizer.model</c>: the same ids as SentencePiece, with the special tokens of the files beside it.</summary>
static class SentencePieceTokenizer
{
    /// <summary>The file's name.</summary>
    public const string FileName = "tokenizer.model";

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="path">The file <c>tokenizer.model</c>.</param>
    /// <param name="config">What the files beside it say.</param>
    public static PipelineTokenizer Read(string path, TokenizerConfig config)
    {
        var file = SentencePieceFile.Read(path);
        var vocabulary = ReadVocabulary(file, path);
        var added = AddedTokens(file, vocabulary, config);
        var special = added.Where(token => token.IsSpecial).Select(token => token.Id).ToHashSet();
        var userDefined = file.Pieces.Select((piece, id) => (piece, id))
            .Where(entry => entry.piece.Kind == SentencePieceKind.UserDefined && !special.Contains(entry.id))
            .ToDictionary(entry => entry.piece.Text, entry => entry.id, StringComparer.Ordinal);
        var (beginning, end) = FindRoles(file, config, added, vocabulary);
        var rules = file.Rules with
        {
            // transformers' "legacy": the space in front of what follows a special token.
            PrefixesOnlyFirst = !config.Flag("legacy", missing: true),
            HasPrefix = file.Rules.HasPrefix && config.Flag("add_prefix_space", missing: true),
            UserDefined = userDefined.Count == 0 ? null : new LiteralFinder(userDefined),
        };
        return new PipelineTokenizer(new PipelineParts
        {
            Tokens = vocabulary.TokensById(),
            AddedTokens = added,
            Normalizer = new SentencePieceNormalizer(rules),
            Model = file.IsBpe ? Scored(file, vocabulary, special, userDefined) : Unigram(file, vocabulary, special),
            DecodeSteps = DecodeSteps(rules),
            BeginningOfTextId = beginning,
            EndOfTextId = end,
            Prefix = config.Flag("add_bos_token", missing: true) && file.BeginningId is not null ? [beginning] : [],
            Suffix = config.Flag("add_eos_token", missing: false) ? [end] : [],
        });
    }

    static Vocabulary ReadVocabulary(SentencePieceFile file, string path)
    {
        var vocabulary = new Vocabulary();
        for (var id = 0; id < file.Pieces.Length; id++)
        {
            if (!vocabulary.TryAdd(file.Pieces[id].Text, id))
                throw new InvalidDataException($"{path}: the pieces {vocabulary.Ids[file.Pieces[id].Text]} and {id} are both '{file.Pieces[id].Text}', expected pieces unlike each other.");
        }

        return vocabulary;
    }

    static ImmutableArray<AddedToken> AddedTokens(SentencePieceFile file, Vocabulary vocabulary, TokenizerConfig config)
    {
        var tokens = new SortedDictionary<int, AddedToken>();
        foreach (var token in config.AddedTokens(vocabulary))
            tokens.TryAdd(token.Id, token);
        for (var id = 0; id < file.Pieces.Length; id++)
        {
            var (text, _, kind) = file.Pieces[id];
            if (kind is SentencePieceKind.Control or SentencePieceKind.Unknown && text.Length > 0)
                tokens[id] = tokens.TryGetValue(id, out var known) ? known with { IsSpecial = true } : new AddedToken(id, text, IsSpecial: true);
        }

        return [.. tokens.Values];
    }

    static (int Beginning, int End) FindRoles(SentencePieceFile file, TokenizerConfig config, ImmutableArray<AddedToken> added, Vocabulary vocabulary)
    {
        if (config.NamesEnd || file.EndId is not { } end || end >= file.Pieces.Length)
            return config.FindRoles(added, vocabulary);
        return (file.BeginningId is { } beginning && beginning < file.Pieces.Length ? beginning : end, end);
    }

    static ScoredTokenModel Scored(SentencePieceFile file, Vocabulary vocabulary, HashSet<int> special, Dictionary<string, int> userDefined) => new(new ScoredTokens
    {
        Pieces = Ordinary(file, special).ToDictionary(entry => entry.Piece.Text, entry => (entry.Id, entry.Piece.Score), StringComparer.Ordinal),
        UnusedIds = file.Pieces.Select((piece, id) => (piece, id)).Where(entry => entry.piece.Kind == SentencePieceKind.Unused).Select(entry => entry.id).ToHashSet(),
        UserDefined = userDefined,
        ByteIds = file.FallsBackToBytes ? ByteTokens.Ids(vocabulary.Ids) : null,
        UnknownId = UnknownId(file),
    });

    static UnigramTokenModel Unigram(SentencePieceFile file, Vocabulary vocabulary, HashSet<int> special)
    {
        var normal = file.Pieces.Where(piece => piece.Kind == SentencePieceKind.Normal).Select(piece => piece.Score).DefaultIfEmpty().ToArray();
        var best = normal.Max();
        return new UnigramTokenModel(new UnigramTokens
        {
            Pieces = [.. Ordinary(file, special).Where(entry => entry.Piece.Kind != SentencePieceKind.Unused).Select(entry => (entry.Piece.Text, entry.Id, (double)ScoreOf(entry.Piece, best)))],
            UnknownId = UnknownId(file),
            UnknownScore = normal.Min() - (float)UnigramTokens.UnknownPenalty,
            ByteIds = file.FallsBackToBytes ? ByteTokens.Ids(vocabulary.Ids) : null,
            FusesUnknown = true,
            IsSinglePrecision = true,
        });
    }

    // A user-defined piece outweighs any other way to cut its text.
    static float ScoreOf(SentencePieceEntry piece, float best) =>
        piece.Kind == SentencePieceKind.UserDefined ? (System.Text.Encoding.UTF8.GetByteCount(piece.Text) * best) - 0.1f : piece.Score;

    static IEnumerable<(SentencePieceEntry Piece, int Id)> Ordinary(SentencePieceFile file, HashSet<int> special) => file.Pieces
        .Select((piece, id) => (Piece: piece, Id: id))
        .Where(entry => entry.Piece.Kind is SentencePieceKind.Normal or SentencePieceKind.UserDefined or SentencePieceKind.Unused && !special.Contains(entry.Id));

    static int? UnknownId(SentencePieceFile file)
    {
        for (var id = 0; id < file.Pieces.Length; id++)
        {
            if (file.Pieces[id].Kind == SentencePieceKind.Unknown)
                return id;
        }

        return null;
    }

    static ImmutableArray<IDecodeStep> DecodeSteps(SentencePieceRules rules)
    {
        List<IDecodeStep> steps = [new ReplaceDecode(TextPattern.Literal(SentencePieceNormalizer.Space), " "), new ByteFallbackDecode(), new FuseDecode()];
        if (rules.HasPrefix)
            steps.Add(rules.TreatsSpaceAsSuffix ? new StripDecode(' ', left: 0, right: 1) : new StripDecode(' ', left: 1, right: 0));
        return [.. steps];
    }
}
