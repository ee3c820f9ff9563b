using System.Runtime.InteropServices;

namespace AgentTuning.Environments.OperatingSystem.Shell;

/// <summary>What a terminal printed since a command was typed: its beginning, its end, and what the shell's marks say.</summary>
/// <remarks>
/// Bash brackets the time in which it reads a line with two marks (the switches of bracketed paste). Between them stand the prompt and the echo of what is
/// typed; outside stands what programs print. Of long output the beginning and the end are kept.
/// </remarks>
sealed class TerminalOutput
{
    const int HeadBytes = 256 << 10;
    const int TailBytes = 8 << 10;

    readonly List<byte> _head = [];
    readonly byte[] _tail = new byte[TailBytes];
    int _tailLength;

    /// <summary>Output of a command typed now.</summary>
    /// <param name="isReading">True where the shell is reading a line.</param>
    public TerminalOutput(bool isReading)
    {
        StartedReading = isReading;
        IsReading = isReading;
    }

    static ReadOnlySpan<byte> ReadingBegins => "\e[?2004h"u8;

    static ReadOnlySpan<byte> ReadingEnds => "\e[?2004l"u8;

    // Sent behind the prompt, in some versions where the line before was long.
    static ReadOnlySpan<byte> ClearLine => "\e[K"u8;

    /// <summary>True where the shell was reading a line when the command was typed.</summary>
    public bool StartedReading { get; }

    /// <summary>True where the shell reads a line now, with or without a prompt that is known.</summary>
    public bool IsReading { get; private set; }

    /// <summary>The lines that the shell has read.</summary>
    public int LinesRead { get; private set; }

    /// <summary>All bytes, kept or not.</summary>
    public long Length { get; private set; }

    /// <summary>True where the last line is a prompt as the original looks for it: <c>ESC.+@.+[#|$]</c> and a space.</summary>
    public bool EndsWithPrompt
    {
        get
        {
            ReadOnlySpan<byte> line = _tail.AsSpan(0, _tailLength);
            line = line[(line.LastIndexOf((byte)'\n') + 1)..];
            if (line.EndsWith(ClearLine))
                line = line[..^ClearLine.Length];
            if (line.Length < 6 || line[^1] != ' ' || line[^2] is not ((byte)'#' or (byte)'|' or (byte)'$'))
                return false;
            var escape = line.IndexOf((byte)'\e');
            return escape >= 0 && line[..^3].LastIndexOf((byte)'@') >= escape + 2;
        }
    }

    /// <summary>Adds what was read.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var known = Math.Min(_tailLength, ReadingBegins.Length - 1);
        var joined = new byte[known + bytes.Length];
        _tail.AsSpan(_tailLength - known, known).CopyTo(joined);
        bytes.CopyTo(joined.AsSpan(known));
        Count(joined);
        Length += bytes.Length;
        if (_head.Count < HeadBytes)
            _head.AddRange(bytes[..Math.Min(bytes.Length, HeadBytes - _head.Count)]);
        Keep(bytes);
    }

    /// <summary>What programs printed, and the prompt that stands at the end.</summary>
    /// <param name="typed">What was typed, which a program that reads it instead of the shell leaves to the terminal to echo.</param>
    /// <param name="showsPrompt">False to leave the last prompt out too.</param>
    public byte[] Read(ReadOnlySpan<byte> typed, bool showsPrompt = true)
    {
        var rest = CollectionsMarshal.AsSpan(_head);
        var output = new List<byte>(rest.Length);
        if (StartedReading && rest.IndexOf(ReadingEnds) is >= 0 and var end)
            rest = AfterReading(rest, end);
        else
            rest = AfterEcho(rest, typed);
        while (rest.IndexOf(ReadingBegins) is >= 0 and var begins)
        {
            output.AddRange(rest[..begins]);
            rest = rest[(begins + ReadingBegins.Length)..];
            var ends = rest.IndexOf(ReadingEnds);
            if (ends < 0)
                return showsPrompt ? [.. output, .. WithoutClearing(rest)] : [.. output];
            rest = AfterReading(rest, ends);
        }

        output.AddRange(rest);
        return [.. WithoutClearing(CollectionsMarshal.AsSpan(output))];
    }

    // What clears the line behind a prompt may come late, or with the next command.
    static Span<byte> WithoutClearing(Span<byte> bytes) => bytes.EndsWith(ClearLine) ? bytes[..^ClearLine.Length] : bytes;

    static Span<byte> AfterReading(Span<byte> bytes, int at)
    {
        at += ReadingEnds.Length;
        return at < bytes.Length && bytes[at] == '\r' ? bytes[(at + 1)..] : bytes[at..];
    }

    static Span<byte> AfterEcho(Span<byte> bytes, ReadOnlySpan<byte> typed)
    {
        var at = 0;
        foreach (var letter in typed)
        {
            if (letter == '\n' && at < bytes.Length && bytes[at] == '\r')
                at++;
            if (at == bytes.Length || bytes[at] != letter)
                break;
            at++;
        }

        return bytes[(bytes[..at].LastIndexOf((byte)'\n') + 1)..]; // whole lines of it
    }

    void Count(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var begins = bytes.IndexOf(ReadingBegins);
            var ends = bytes.IndexOf(ReadingEnds);
            if (begins < 0 && ends < 0)
                return;
            if (ends < 0 || (begins >= 0 && begins < ends))
            {
                IsReading = true;
                bytes = bytes[(begins + ReadingBegins.Length)..];
            }
            else
            {
                IsReading = false;
                LinesRead++;
                bytes = bytes[(ends + ReadingEnds.Length)..];
            }
        }
    }

    void Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= TailBytes)
        {
            bytes[^TailBytes..].CopyTo(_tail);
            _tailLength = TailBytes;
            return;
        }

        var kept = Math.Min(_tailLength, TailBytes - bytes.Length);
        _tail.AsSpan(_tailLength - kept, kept).CopyTo(_tail);
        bytes.CopyTo(_tail.AsSpan(kept));
        _tailLength = kept + bytes.Length;
    }
}
