using System.Text;

namespace AgentTuning.Tokenization.Models;

/// <summary>Byte pair encoding: the symbols of a piece, bytes or characters, merged pair by pair.</summary>
sealed class BpeTokenModel : ITokenModel
{
    const int None = -1;

    readonly BpeTokens _tokens;
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _vocabulary;
    readonly int[] _byteIds;
    readonly BpeMerger _merger;
    readonly WordCache _cache = new();

    public BpeTokenModel(BpeTokens tokens)
    {
        _tokens = tokens;
        _vocabulary = tokens.Vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        _byteIds = tokens.IsByteLevel
            ? [.. Enumerable.Range(0, 256).Select(value => tokens.Vocabulary.GetValueOrDefault(ByteLevelAlphabet.SymbolOf((byte)value).ToString(), None))]
            : ByteTokens.Ids(tokens.Vocabulary);
        _merger = new BpeMerger(tokens.Merges);
    }

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<char> piece, List<(int Id, int Start)> tokens)
    {
        if (!_cache.TryGet(piece, out var own))
            _cache.Add(piece, own = Encode(piece));
        tokens.AddRange(own);
    }

    (int Id, int Start)[] Encode(ReadOnlySpan<char> piece)
    {
        if (_tokens.IgnoresMergesOfWholeTokens && _vocabulary.TryGetValue(WrittenForm(piece), out var whole))
            return [(whole, 0)];

        var symbols = new List<(int Id, int Start)>(piece.Length);
        for (var at = 0; at < piece.Length;)
        {
            Rune.DecodeFromUtf16(piece[at..], out var rune, out var units); // a lone surrogate gives U+FFFD
            AddSymbols(rune, at, symbols);
            at += units;
        }

        var ids = symbols.ConvertAll(symbol => symbol.Id).ToArray();
        _merger.Merge(ids);
        return [.. symbols.Select((symbol, index) => (ids[index], symbol.Start)).Where(token => token.Item1 != None)];
    }

    void AddSymbols(Rune rune, int at, List<(int Id, int Start)> symbols)
    {
        Span<char> units = stackalloc char[2];
        if (!_tokens.IsByteLevel && _vocabulary.TryGetValue(units[..rune.EncodeToUtf16(units)], out var id))
        {
            symbols.Add((id, at));
            return;
        }

        Span<byte> bytes = stackalloc byte[4];
        bytes = bytes[..rune.EncodeToUtf8(bytes)];
        if (!_tokens.IsByteLevel && !(_tokens.FallsBackToBytes && HaveTokens(bytes)))
        {
            AddUnknown(at, symbols);
            return;
        }

        foreach (var value in bytes)
        {
            if (_byteIds[value] != None)
                symbols.Add((_byteIds[value], at));
            else
                AddUnknown(at, symbols);
        }
    }

    void AddUnknown(int at, List<(int Id, int Start)> symbols)
    {
        if (_tokens.UnknownId is { } unknown && !(_tokens.FusesUnknown && symbols.Count > 0 && symbols[^1].Id == unknown))
            symbols.Add((unknown, at));
    }

    bool HaveTokens(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (_byteIds[value] == None)
                return false;
        }

        return true;
    }

    ReadOnlySpan<char> WrittenForm(ReadOnlySpan<char> piece)
    {
        if (!_tokens.IsByteLevel)
            return piece;
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(piece.Length)];
        return Array.ConvertAll(bytes[..Encoding.UTF8.GetBytes(piece, bytes)], ByteLevelAlphabet.SymbolOf);
    }
}
