using System.Buffers;

namespace AgentTuning.Hub;

/// <summary>Says which names from a server may become paths here.</summary>
static class HubPath
{
    const int MaxLength = 512;

    static readonly SearchValues<char> Foreign = SearchValues.Create("\\:*?\"<>|");

    /// <summary>True for a relative path of plain names: nothing that leads out of a folder, on any system.</summary>
    public static bool IsSafe(string path) =>
        path.Length is > 0 and <= MaxLength
        && path.Split('/').All(part => part is not ("" or "." or "..") && !part.EndsWith('.') && !part.EndsWith(' '))
        && !path.AsSpan().ContainsAny(Foreign)
        && !path.Any(char.IsControl);

    /// <summary>True for a SHA-1 or a SHA-256 in lower-case hexadecimal.</summary>
    public static bool IsHash(string? text) =>
        text is { Length: 40 or 64 } && text.All(letter => letter is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
