using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace AgentTuning.Files;

/// <summary>Reads the lines of a JSON lines file one by one; the file may be larger than the memory.</summary>
public static class JsonLines
{
    const byte LineEnd = (byte)'\n';
    const byte CarriageReturn = (byte)'\r';

    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The lines that are not blank, in their order.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async IAsyncEnumerable<JsonLine> ReadAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var name = Path.GetFileName(path);
        await using var stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 16));
        var number = 0;
        var offset = 0L;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (true)
            {
                var before = buffer.Length;
                if (!TryTakeLine(ref buffer, read.IsCompleted, out var bytes, out var isTorn))
                    break;
                var start = offset;
                offset += before - buffer.Length;
                number++;
                if (number == 1 && bytes.AsSpan().StartsWith(ByteOrderMark))
                {
                    bytes = bytes[ByteOrderMark.Length..];
                    start += ByteOrderMark.Length;
                }

                if (!IsBlank(bytes))
                    yield return new JsonLine(name, number, bytes, isTorn) { Offset = start };
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                break;
        }

        await reader.CompleteAsync();
    }

    static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out byte[] bytes, out bool isTorn)
    {
        isTorn = false;
        if (buffer.PositionOf(LineEnd) is { } end)
        {
            bytes = buffer.Slice(0, end).ToArray();
            buffer = buffer.Slice(buffer.GetPosition(1, end));
        }
        else if (isLast && !buffer.IsEmpty)
        {
            bytes = buffer.ToArray();
            buffer = buffer.Slice(buffer.End);
            isTorn = true;
        }
        else
        {
            bytes = [];
            return false;
        }

        if (bytes is [.., CarriageReturn])
            bytes = bytes[..^1];
        return true;
    }

    static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.Trim(" \t\r"u8).IsEmpty;
}
