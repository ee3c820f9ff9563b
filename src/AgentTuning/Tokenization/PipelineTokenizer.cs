using System.Collections.Frozen;
using System.Collections.Immutable;
using AgentTuning.Tokenization.Decoders;

namespace AgentTuning.Tokenization;

/// <summary>A published tokenizer: added tokens, normalizer, pre-tokenizers, model and decoder, one after another.</summary>
/// <remarks>
/// The ids are those of the implementation that the vocabulary was published for. Where its normalizer changes text, or its decoder cannot tell two texts
/// apart, decoding does not give the text back; <c>docs/tokenization.md</c> says where. A lone surrogate counts as U+FFFD. Safe for several callers at once.
/// </remarks>
public sealed class PipelineTokenizer : ITokenizer
{
    static readonly TrustedStretches NothingTrusted = new([]);

    readonly PipelineParts _parts;
    readonly FrozenDictionary<int, AddedToken> _added;
    readonly AddedTokenFinder _raw;
    readonly AddedTokenFinder _normalized;
    readonly AddedTokenFinder _byContent;

    internal PipelineTokenizer(PipelineParts parts)
    {
        _parts = parts;
        _added = parts.AddedTokens.ToFrozenDictionary(token => token.Id);
        _raw = new AddedTokenFinder(parts.AddedTokens.Where(token => !token.IsNormalized).Select(token => (token.Content, token)));
        _normalized = new AddedTokenFinder(parts.AddedTokens.Where(token => token.IsNormalized).Select(token => (Normalize(token.Content), token)));
        _byContent = new AddedTokenFinder(parts.AddedTokens.Select(token => (token.Content, token)));
        VocabularySize = Math.Max(parts.Tokens.Count, 1 + (parts.AddedTokens.IsEmpty ? -1 : parts.AddedTokens.Max(token => token.Id)));
    }

    /// <inheritdoc/>
    public int VocabularySize { get; }

    /// <inheritdoc/>
    public int BeginningOfTextId => _parts.BeginningOfTextId;

    /// <inheritdoc/>
    public int EndOfTextId => _parts.EndOfTextId;

    /// <summary>What the published tokenizer puts before a single text, where special tokens are asked for.</summary>
    public ImmutableArray<int> Prefix => _parts.Prefix;

    /// <summary>What the published tokenizer puts behind a single text, where special tokens are asked for.</summary>
    public ImmutableArray<int> Suffix => _parts.Suffix;

    /// <inheritdoc/>
    /// <remarks>Added tokens that are not special are found in any text, as in the published tokenizer.</remarks>
    public IReadOnlyList<int> Encode(string text) => [.. Encode(text, NothingTrusted).Select(token => token.Id)];

    /// <inheritdoc/>
    public TokenizedText Encode(IReadOnlyList<RenderedPart> parts)
    {
        var tokens = Encode(string.Concat(parts.Select(part => part.Text)), new TrustedStretches(parts));
        var starts = ImmutableArray.CreateBuilder<int>(tokens.Count);
        var last = 0;
        foreach (var (_, start) in tokens)
            starts.Add(last = Math.Max(last, start)); // a normalizer may swap marks
        return new TokenizedText([.. tokens.Select(token => token.Id)], starts.DrainToImmutable());
    }

    /// <inheritdoc/>
    /// <remarks>An id without a token, such as the padding of a larger output layer, becomes U+FFFD too.</remarks>
    public string Decode(IEnumerable<int> ids)
    {
        var tokens = new List<DecodedToken>();
        foreach (var id in ids)
        {
            if (_added.TryGetValue(id, out var added))
            {
                if (!added.IsSpecial)
                    tokens.Add(new DecodedToken(added.Content, IsLiteral: true));
                continue;
            }

            var text = (uint)id < (uint)_parts.Tokens.Count ? _parts.Tokens[id] : null;
            tokens.Add(new DecodedToken(text ?? "\uFFFD", IsLiteral: text is null));
        }

        foreach (var step in _parts.DecodeSteps)
            tokens = step.Apply(tokens);
        return string.Concat(tokens.Select(token => token.Text));
    }

    /// <inheritdoc/>
    public string? SpecialTokenText(int id) => _added.TryGetValue(id, out var token) && token.IsSpecial ? token.Content : null;

    /// <inheritdoc/>
    public string? SpecialTokenAt(ReadOnlyMemory<char> text) => _byContent.SpecialAt(text.Span)?.Content;

    /// <inheritdoc/>
    public int? SpecialTokenId(string text) => _byContent.SpecialAt(text) is { } token && token.Content == text ? token.Id : null;

    List<(int Id, int Start)> Encode(string text, TrustedStretches trusted)
    {
        var tokens = new List<(int Id, int Start)>((text.Length / 3) + 1);
        foreach (var (piece, token) in _raw.Cut(new TextPiece(text, 0, text.Length, Origins: null), trusted))
        {
            if (token is not null)
                tokens.Add((token.Id, piece.Start));
            else
                EncodeBetween(_parts.Normalizer?.Normalize(piece) ?? piece, trusted, tokens);
        }

        return tokens;
    }

    void EncodeBetween(TextPiece normalized, TrustedStretches trusted, List<(int Id, int Start)> tokens)
    {
        var own = new List<(int Id, int Start)>();
        foreach (var (stretch, token) in _normalized.Cut(normalized, trusted))
        {
            if (token is not null)
            {
                tokens.Add((token.Id, stretch.OriginOf(0)));
                continue;
            }

            foreach (var piece in Split(stretch))
            {
                own.Clear();
                _parts.Model.Encode(piece.Span, own);
                foreach (var (id, start) in own)
                    tokens.Add((id, piece.OriginOf(start)));
            }
        }
    }

    List<TextPiece> Split(TextPiece stretch)
    {
        List<TextPiece> pieces = [stretch];
        foreach (var step in _parts.SplitSteps)
        {
            var parts = new List<TextPiece>();
            foreach (var piece in pieces)
                step.Split(piece, parts);
            pieces = parts;
        }

        return pieces;
    }

    string Normalize(string content) => _parts.Normalizer?.Normalize(new TextPiece(content, 0, content.Length, Origins: null)).Span.ToString() ?? content;
}
