using System.Collections.Frozen;

namespace AgentTuning.Tokenization;

/// <summary>
/// One printable character for each byte, as GPT-2 writes its vocabulary: printable bytes stand for themselves, the other
/// 68 are numbered from U+0100 on in byte order. A space is <c>Ġ</c>, a line feed <c>Ċ</c>.
/// </summary>
static class ByteLevelAlphabet
{
    static readonly string Symbols = MakeSymbols();
    static readonly FrozenDictionary<char, byte> Bytes = Symbols.Select((symbol, value) => (symbol, value))
        .ToFrozenDictionary(pair => pair.symbol, pair => (byte)pair.value);

    /// <summary>The character that stands for a byte.</summary>
    public static char SymbolOf(byte value) => Symbols[value];

    /// <summary>True for the 13 bytes that no UTF-8 text has, which some vocabularies leave out (StarCoder).</summary>
    public static bool IsNeverInUtf8(byte value) => value is 0xC0 or 0xC1 or >= 0xF5;

    /// <summary>The bytes that a token's written form stands for, or null where a character is outside the alphabet.</summary>
    public static byte[]? BytesOf(string token)
    {
        var bytes = new byte[token.Length];
        for (var i = 0; i < token.Length; i++)
        {
            if (!Bytes.TryGetValue(token[i], out bytes[i]))
                return null;
        }

        return bytes;
    }

    static string MakeSymbols()
    {
        var next = 0x100;
        return string.Create(256, 0, (symbols, _) =>
        {
            for (var value = 0; value < symbols.Length; value++)
                symbols[value] = IsPrintable(value) ? (char)value : (char)next++;
        });
    }

    static bool IsPrintable(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
}
