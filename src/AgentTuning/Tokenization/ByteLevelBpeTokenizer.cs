using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace AgentTuning.Tokenization;

/// <summary>A byte-level BPE tokenizer as of GPT-2 and Llama 3: any text has ids, and its ids give the text back.</summary>
/// <remarks>
/// <para>Ours and not <c>BpeTokenizer</c> of Microsoft.ML.Tokenizers 2.0, whose pre-tokenizers are .NET regular expressions over
/// UTF-16 (see <see cref="PreTokenizer"/>), and which neither reads a whole <c>tokenizer.json</c> nor is faster; the figures are
/// in <c>docs/tokenization.md</c>.</para>
/// <para>A lone surrogate, which no UTF-8 can carry, is encoded as U+FFFD; every other text comes back as it was.</para>
/// <para>Safe for several callers at once. Keeps the ids of up to 65,536 distinct words.</para>
/// </remarks>
public sealed class ByteLevelBpeTokenizer : ITokenizer
{
    const int MaxCachedWords = 65_536;
    const int MaxCachedWordLength = 64;

    readonly int[] _byteIds;
    readonly byte[]?[] _tokenBytes;
    readonly string?[] _specialTexts;
    readonly BpeMerger _merger;
    readonly SpecialTokenFinder _specialTokens;
    readonly ConcurrentDictionary<string, int[]> _words = new(StringComparer.Ordinal);
    int _wordCount;

    internal ByteLevelBpeTokenizer(BpeModel model)
    {
        Model = model;
        VocabularySize = 1 + Math.Max(model.Vocabulary.Values.Max(), model.SpecialTokens.Max(token => token.Id));
        _byteIds = [.. Enumerable.Range(0, 256).Select(value => model.Vocabulary.GetValueOrDefault(ByteLevelAlphabet.SymbolOf((byte)value).ToString(), -1))];
        _tokenBytes = new byte[]?[VocabularySize];
        _specialTexts = new string?[VocabularySize];
        foreach (var (token, id) in model.Vocabulary)
            _tokenBytes[id] = ByteLevelAlphabet.BytesOf(token);
        foreach (var token in model.SpecialTokens)
        {
            _tokenBytes[token.Id] = [];
            _specialTexts[token.Id] = token.Content;
        }

        _merger = new BpeMerger(model);
        _specialTokens = new SpecialTokenFinder(model.SpecialTokens);
        BeginningOfTextId = model.SpecialTokens.First(token => token.Content == model.BeginningOfText).Id;
        EndOfTextId = model.SpecialTokens.First(token => token.Content == model.EndOfText).Id;
    }

    /// <inheritdoc/>
    public int VocabularySize { get; }

    /// <inheritdoc/>
    public int BeginningOfTextId { get; }

    /// <inheritdoc/>
    public int EndOfTextId { get; }

    /// <summary>SHA-256 of vocabulary, merges and rules, first 16 hexadecimal digits: equal where all ids are.</summary>
    public string Fingerprint => field ??=
        Convert.ToHexStringLower(SHA256.HashData(TokenizerFileWriter.TokenizerBytes(Model, mergesAsPairs: false)))[..16];

    internal BpeModel Model { get; }

    /// <summary>Reads a tokenizer in Hugging Face form.</summary>
    /// <param name="folder">Holds <c>tokenizer.json</c> and <c>tokenizer_config.json</c>.</param>
    /// <exception cref="FileNotFoundException">One of the two is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or describes what is not supported; the message names file, key and value.</exception>
    public static ByteLevelBpeTokenizer Load(string folder) => new(TokenizerFileReader.Read(folder));

    /// <summary>Writes <c>tokenizer.json</c> and <c>tokenizer_config.json</c>, which Hugging Face's tokenizers and <see cref="Load"/> read.</summary>
    /// <param name="folder">Made where it does not exist; files of these names are replaced.</param>
    /// <param name="options">What the files say beyond the tokenizer itself.</param>
    /// <param name="cancellationToken">Leaves each file as it was, or whole.</param>
    public Task SaveAsync(string folder, TokenizerSaveOptions? options = null, CancellationToken cancellationToken = default) =>
        TokenizerFileWriter.WriteAsync(folder, Model, options ?? new TokenizerSaveOptions(), cancellationToken);

    /// <summary>The files that <see cref="SaveAsync"/> writes.</summary>
    public IReadOnlyList<(string Name, byte[] Bytes)> Write(TokenizerSaveOptions? options = null) => TokenizerFileWriter.Write(Model, options ?? new TokenizerSaveOptions());

    /// <inheritdoc/>
    public IReadOnlyList<int> Encode(string text)
    {
        var ids = new List<int>((text.Length / 3) + 1);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var word = rest[..Model.PreTokenizer.NextLength(rest)];
            ids.AddRange(IdsOf(word));
            rest = rest[word.Length..];
        }

        return ids;
    }

    /// <inheritdoc/>
    public TokenizedText Encode(IReadOnlyList<RenderedPart> parts)
    {
        var joined = string.Concat(parts.Select(part => part.Text));
        var ids = ImmutableArray.CreateBuilder<int>();
        var starts = ImmutableArray.CreateBuilder<int>();
        foreach (var (start, length, token) in _specialTokens.Cut(parts, joined))
        {
            if (token is not null)
            {
                ids.Add(token.Id);
                starts.Add(start);
                continue;
            }

            for (var at = start; at < start + length;)
            {
                var word = joined.AsSpan(at, start + length - at);
                word = word[..Model.PreTokenizer.NextLength(word)];
                var own = IdsOf(word);
                ids.AddRange(own);
                AddStarts(starts, own, word, at);
                at += word.Length;
            }
        }

        return new TokenizedText(ids.DrainToImmutable(), starts.DrainToImmutable());
    }

    /// <inheritdoc/>
    /// <remarks>An id without a token, such as the padding of a larger output layer, becomes U+FFFD too.</remarks>
    public string Decode(IEnumerable<int> ids)
    {
        var bytes = new List<byte>();
        foreach (var id in ids)
        {
            if ((uint)id < (uint)_tokenBytes.Length && _tokenBytes[id] is { } token)
                bytes.AddRange(token);
            else
                bytes.AddRange("\uFFFD"u8);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <inheritdoc/>
    public string? SpecialTokenText(int id) => (uint)id < (uint)_specialTexts.Length ? _specialTexts[id] : null;

    /// <inheritdoc/>
    public string? SpecialTokenAt(ReadOnlyMemory<char> text) => _specialTokens.TokenAt(text.Span)?.Content;

    /// <inheritdoc/>
    public int? SpecialTokenId(string text)
    {
        foreach (var token in Model.SpecialTokens)
        {
            if (token.Content == text)
                return token.Id;
        }

        return null;
    }

    int[] IdsOf(ReadOnlySpan<char> word) =>
        _words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var known) ? known : EncodeNewWord(word);

    // A token begins at a byte, and that byte in a character.
    void AddStarts(ImmutableArray<int>.Builder starts, int[] ids, ReadOnlySpan<char> word, int offset)
    {
        int at = 0, before = 0, tokenStart = 0; // before: bytes of the characters before the one at hand
        foreach (var id in ids)
        {
            while (at < word.Length)
            {
                Rune.DecodeFromUtf16(word[at..], out var rune, out var units); // a lone surrogate gives U+FFFD, as it is encoded
                if (before + rune.Utf8SequenceLength > tokenStart)
                    break;
                before += rune.Utf8SequenceLength;
                at += units;
            }

            starts.Add(offset + at);
            tokenStart += _tokenBytes[id]!.Length;
        }
    }

    int[] EncodeNewWord(ReadOnlySpan<char> word)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(word.Length)];
        var symbols = Array.ConvertAll(bytes[..Encoding.UTF8.GetBytes(word, bytes)], value => _byteIds[value]);
        var ids = Model.IgnoresMergesOfWholeTokens && WholeTokenId(symbols) is { } whole ? [whole] : _merger.Merge(symbols);

        if (word.Length <= MaxCachedWordLength && _wordCount < MaxCachedWords && _words.TryAdd(word.ToString(), ids))
            Interlocked.Increment(ref _wordCount);
        return ids;
    }

    int? WholeTokenId(int[] byteIds)
    {
        var form = string.Concat(byteIds.Select(id => ByteLevelAlphabet.SymbolOf(_tokenBytes[id]![0])));
        return Model.Vocabulary.TryGetValue(form, out var id) && _specialTexts[id] is null ? id : null;
    }
}
