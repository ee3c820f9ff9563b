using System.IO.Compression;

namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>Cuts a file of N-Triples, plain or gzipped, into blocks of whole lines.</summary>
sealed class NTriplesBlocks : IDisposable
{
    /// <summary>Longer lines are refused; the longest texts of Freebase are some hundred kilobytes.</summary>
    public const int LongestLine = 16 << 20;

    static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    readonly string _file;
    readonly Stream _source;
    readonly Stream _text;
    byte[] _rest = [];
    int _restLength;
    long _line = 1;
    bool _isStarted;
    bool _isEnded;

    /// <param name="file">The name for messages.</param>
    /// <param name="source">Is closed with this.</param>
    public NTriplesBlocks(string file, Stream source)
    {
        _file = file;
        _source = source;
        IsCompressed = IsGzip(source);
        _text = IsCompressed ? new GZipStream(source, CompressionMode.Decompress) : source;
    }

    /// <summary>True where the file is gzipped, whatever its name.</summary>
    public bool IsCompressed { get; }

    /// <summary>Bytes of the file that were read, compressed ones where it is compressed.</summary>
    public long Position => _source.Position;

    public static NTriplesBlocks Open(string path) => new(
        Path.GetFileName(path), new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan));

    /// <summary>Reads the next lines; 0 at the end of the file.</summary>
    /// <param name="block">At least <see cref="LongestLine"/> long, or as long as the caller's longest line may be.</param>
    /// <param name="firstLine">The number of the first line.</param>
    /// <exception cref="InvalidDataException">A line is longer than the block, or the compressed file is damaged.</exception>
    public int Read(byte[] block, out long firstLine)
    {
        firstLine = _line;
        _rest.AsSpan(0, _restLength).CopyTo(block);
        var length = _restLength;
        _restLength = 0;
        length += Fill(block.AsSpan(length));
        if (!_isStarted)
        {
            _isStarted = true;
            if (block.AsSpan(0, length).StartsWith(ByteOrderMark))
                block.AsSpan(0, ByteOrderMark.Length).Fill((byte)' ');
        }

        if (_isEnded)
            return length;
        var end = block.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
        if (end == 0)
            end = block.AsSpan(0, length - 1).LastIndexOf((byte)'\r') + 1;
        if (end == 0)
            throw new InvalidDataException($"{_file} line {_line} is longer than {block.Length} bytes. Is it N-Triples, one statement a line?");
        _restLength = length - end;
        if (_rest.Length < _restLength)
            _rest = new byte[_restLength];
        block.AsSpan(end, _restLength).CopyTo(_rest);
        _line += CountLines(block.AsSpan(0, end));
        return end;
    }

    public void Dispose() => _text.Dispose();

    /// <summary>Takes the next line off the text; an end is \n, \r or both.</summary>
    public static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
        {
            var last = text;
            text = [];
            return last;
        }

        var line = text[..end];
        text = text[(end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1))..];
        return line;
    }

    int Fill(Span<byte> space)
    {
        try
        {
            var read = _text.ReadAtLeast(space, space.Length, throwOnEndOfStream: false);
            _isEnded = read < space.Length;
            return read;
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{_file}: the compressed file is damaged or cut short after line {_line}: {exception.Message}", exception);
        }
    }

    static long CountLines(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\r'))
            return text.Count((byte)'\n');
        var count = 0L;
        while (!text.IsEmpty)
        {
            TakeLine(ref text);
            count++;
        }

        return count;
    }

    static bool IsGzip(Stream source)
    {
        Span<byte> start = stackalloc byte[2];
        var read = source.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        source.Position -= read;
        return read == 2 && start[0] == 0x1f && start[1] == 0x8b;
    }
}
