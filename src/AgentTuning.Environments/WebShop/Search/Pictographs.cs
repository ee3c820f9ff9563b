using System.Text;

namespace AgentTuning.Environments.WebShop.Search;

/// <summary>Unicode's extended pictographs (emoji and their text forms): the tokenizer of the original's search engine makes a word of each, ours drops them.</summary>
static class Pictographs
{
    const int Joiner = 0x200d;
    const int EmojiForm = 0xfe0f;
    const int FirstTone = 0x1f3fb;
    const int LastTone = 0x1f3ff;
    const int FirstRegion = 0x1f1e6;
    const int LastRegion = 0x1f1ff;

    // Pairs of first and last code point, in order.
    static ReadOnlySpan<int> Ranges =>
    [
        0xA9, 0xA9, 0xAE, 0xAE, 0x203C, 0x203C, 0x2049, 0x2049, 0x2122, 0x2122, 0x2139, 0x2139, 0x2194, 0x2199, 0x21A9, 0x21AA, 0x231A, 0x231B, 0x2328, 0x2328,
        0x2388, 0x2388, 0x23CF, 0x23CF, 0x23E9, 0x23F3, 0x23F8, 0x23FA, 0x24C2, 0x24C2, 0x25AA, 0x25AB, 0x25B6, 0x25B6, 0x25C0, 0x25C0, 0x25FB, 0x25FE,
        0x2600, 0x2605, 0x2607, 0x2612, 0x2614, 0x2685, 0x2690, 0x2705, 0x2708, 0x2712, 0x2714, 0x2714, 0x2716, 0x2716, 0x271D, 0x271D, 0x2721, 0x2721,
        0x2728, 0x2728, 0x2733, 0x2734, 0x2744, 0x2744, 0x2747, 0x2747, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2763, 0x2767,
        0x2795, 0x2797, 0x27A1, 0x27A1, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2934, 0x2935, 0x2B05, 0x2B07, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
        0x3030, 0x3030, 0x303D, 0x303D, 0x3297, 0x3297, 0x3299, 0x3299, 0x1F000, 0x1F0FF, 0x1F10D, 0x1F10F, 0x1F12F, 0x1F12F, 0x1F16C, 0x1F171,
        0x1F17E, 0x1F17F, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F1AD, 0x1F1E5, 0x1F201, 0x1F20F, 0x1F21A, 0x1F21A, 0x1F22F, 0x1F22F, 0x1F232, 0x1F23A,
        0x1F23C, 0x1F23F, 0x1F249, 0x1F3FA, 0x1F400, 0x1F53D, 0x1F546, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F774, 0x1F77F, 0x1F7D5, 0x1F7FF, 0x1F80C, 0x1F80F,
        0x1F848, 0x1F84F, 0x1F85A, 0x1F85F, 0x1F888, 0x1F88F, 0x1F8AE, 0x1F8FF, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1FAFF, 0x1FC00, 0x1FFFD,
    ];

    /// <summary>The length in UTF-16 units of the emoji that begins at a place; 0 where none does. A sequence that shows as one picture is one.</summary>
    public static int LengthAt(ReadOnlySpan<char> text)
    {
        if (!char.IsSurrogate(text[0]) && text[0] < 0xA9)
            return 0;
        var length = PictureAt(text);
        if (length == 0)
            return FlagAt(text);
        while (length < text.Length && text[length] == Joiner && length + 1 < text.Length && PictureAt(text[(length + 1)..]) is > 0 and var next)
            length += 1 + next;
        return length;
    }

    // A pictograph with its form and skin tone.
    static int PictureAt(ReadOnlySpan<char> text)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out var length) != System.Buffers.OperationStatus.Done || !Has(rune.Value))
            return 0;
        if (length < text.Length && text[length] == EmojiForm)
            length++;
        return length < text.Length && Rune.DecodeFromUtf16(text[length..], out var tone, out var more) == System.Buffers.OperationStatus.Done && tone.Value is >= FirstTone and <= LastTone
            ? length + more
            : length;
    }

    static int FlagAt(ReadOnlySpan<char> text) => IsRegion(text) && text.Length >= 4 && IsRegion(text[2..]) ? 4 : 0;

    static bool IsRegion(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out var rune, out _) == System.Buffers.OperationStatus.Done && rune.Value is >= FirstRegion and <= LastRegion;

    static bool Has(int codePoint)
    {
        var (low, high) = (0, (Ranges.Length / 2) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < Ranges[middle * 2])
                high = middle - 1;
            else if (codePoint > Ranges[(middle * 2) + 1])
                low = middle + 1;
            else
                return true;
        }

        return false;
    }
}
