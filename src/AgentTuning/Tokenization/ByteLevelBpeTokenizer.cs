using System.Security.Cryptography;
using AgentTuning.Tokenization.Decoders;
using AgentTuning.Tokenization.Models;
using AgentTuning.Tokenization.Splitting;

namespace AgentTuning.Tokenization;

/// <summary>A byte-level BPE tokenizer that was trained here: any text has ids, and its ids give the text back.</summary>
/// <remarks>
/// <para>Reading one, trained here or elsewhere, is <see cref="TokenizerFolder.Load"/>.</para>
/// <para>A lone surrogate, which no UTF-8 can carry, is encoded as U+FFFD; every other text comes back as it was.</para>
/// <para>Safe for several callers at once.</para>
/// </remarks>
public sealed class ByteLevelBpeTokenizer : ITokenizer
{
    readonly PipelineTokenizer _tokens;

    internal ByteLevelBpeTokenizer(BpeModel model)
    {
        Model = model;
        _tokens = new PipelineTokenizer(PartsOf(model));
    }

    /// <inheritdoc/>
    public int VocabularySize => _tokens.VocabularySize;

    /// <inheritdoc/>
    public int BeginningOfTextId => _tokens.BeginningOfTextId;

    /// <inheritdoc/>
    public int EndOfTextId => _tokens.EndOfTextId;

    /// <summary>SHA-256 of vocabulary, merges and rules, first 16 hexadecimal digits: equal where all ids are.</summary>
    public string Fingerprint => field ??=
        Convert.ToHexStringLower(SHA256.HashData(TokenizerFileWriter.TokenizerBytes(Model, mergesAsPairs: false)))[..16];

    internal BpeModel Model { get; }

    /// <summary>Writes <c>tokenizer.json</c> and <c>tokenizer_config.json</c>, which Hugging Face's tokenizers and <see cref="TokenizerFolder.Load"/> read.</summary>
    /// <param name="folder">Made where it does not exist; files of these names are replaced.</param>
    /// <param name="options">What the files say beyond the tokenizer itself.</param>
    /// <param name="cancellationToken">Leaves each file as it was, or whole.</param>
    public Task SaveAsync(string folder, TokenizerSaveOptions? options = null, CancellationToken cancellationToken = default) =>
        TokenizerFileWriter.WriteAsync(folder, Model, options ?? new TokenizerSaveOptions(), cancellationToken);

    /// <summary>The files that <see cref="SaveAsync"/> writes.</summary>
    public IReadOnlyList<(string Name, byte[] Bytes)> Write(TokenizerSaveOptions? options = null) => TokenizerFileWriter.Write(Model, options ?? new TokenizerSaveOptions());

    /// <inheritdoc/>
    public IReadOnlyList<int> Encode(string text) => _tokens.Encode(text);

    /// <inheritdoc/>
    public TokenizedText Encode(IReadOnlyList<RenderedPart> parts) => _tokens.Encode(parts);

    /// <inheritdoc/>
    public string Decode(IEnumerable<int> ids) => _tokens.Decode(ids);

    /// <inheritdoc/>
    public string? SpecialTokenText(int id) => _tokens.SpecialTokenText(id);

    /// <inheritdoc/>
    public string? SpecialTokenAt(ReadOnlyMemory<char> text) => _tokens.SpecialTokenAt(text);

    /// <inheritdoc/>
    public int? SpecialTokenId(string text) => _tokens.SpecialTokenId(text);

    static PipelineParts PartsOf(BpeModel model)
    {
        var special = model.SpecialTokens.ToDictionary(token => token.Content, token => token.Id, StringComparer.Ordinal);
        var tokens = new string?[1 + model.Vocabulary.Values.Max()];
        foreach (var (token, id) in model.Vocabulary)
            tokens[id] = token;
        return new PipelineParts
        {
            Tokens = tokens,
            AddedTokens = [.. model.SpecialTokens.Select(token => new AddedToken(token.Id, token.Content, IsSpecial: true))],
            SplitSteps = [new KnownPatternSplit(model.PreTokenizer)],
            Model = new BpeTokenModel(new BpeTokens
            {
                Vocabulary = model.Vocabulary.Where(token => !special.ContainsKey(token.Key)).ToDictionary(StringComparer.Ordinal),
                Merges = [.. model.Merges.Select(pair => (model.Vocabulary[pair.Left], model.Vocabulary[pair.Right], model.Vocabulary[pair.Left + pair.Right]))],
                IsByteLevel = true,
                IgnoresMergesOfWholeTokens = model.IgnoresMergesOfWholeTokens,
            }),
            DecodeSteps = [new ByteLevelDecode()],
            BeginningOfTextId = special[model.BeginningOfText],
            EndOfTextId = special[model.EndOfText],
        };
    }
}
