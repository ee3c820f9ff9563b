using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentTuning.Files;

namespace AgentTuning.Datasets;

/// <summary>Reads the records of a file one by one, whether it is a JSON array or JSON lines.</summary>
static class RecordFile
{
    const int HeadLength = 4096;

    /// <summary>The records, each with its place: the line, or the index in the array from 0 on.</summary>
    /// <exception cref="InvalidDataException">The file is neither; the message names the line.</exception>
    public static async IAsyncEnumerable<RecordValue> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!await IsArrayAsync(path, cancellationToken))
        {
            await foreach (var line in JsonLines.ReadAsync(path, cancellationToken))
                yield return new RecordValue(line.Place, "", line.Read(RecordJson.Default.JsonElement));
            yield break;
        }

        var name = Path.GetFileName(path);
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, useAsync: true);
        await using var records = JsonSerializer
            .DeserializeAsyncEnumerable(stream, RecordJson.Default.JsonElement, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        for (var index = 0; await MoveNextAsync(records, name, index); index++)
            yield return new RecordValue($"{name} index {index}", "", records.Current);
    }

    static async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<JsonElement> records, string name, int index)
    {
        try
        {
            return await records.MoveNextAsync();
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                $"{name} index {index}: not JSON on line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}: {FirstSentence(exception.Message)}", exception);
        }
    }

    static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    static async Task<bool> IsArrayAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
        var head = new byte[HeadLength];
        var length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var text = head.AsMemory(0, length).Span;
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            text = text[3..];
        return text.TrimStart(" \t\r\n"u8).StartsWith("["u8);
    }
}
