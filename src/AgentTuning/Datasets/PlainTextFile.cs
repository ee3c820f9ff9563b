using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentTuning.Files;

namespace AgentTuning.Datasets;

/// <summary>Reads and writes plain texts as JSON lines of <c>id</c> and <c>text</c>.</summary>
public static class PlainTextFile
{
    /// <summary>The texts of a file, one by one.</summary>
    /// <exception cref="InvalidDataException">A line is malformed; the message names file, line and field.</exception>
    public static async IAsyncEnumerable<PlainText> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var line in JsonLines.ReadAsync(path, cancellationToken))
            yield return line.Read(PlainTextJson.Readable.PlainText);
    }

    /// <summary>Writes a file whole or not at all.</summary>
    public static async Task WriteAsync(string path, IEnumerable<PlainText> texts, CancellationToken cancellationToken = default)
    {
        await using var file = AtomicFile.Create(path);
        foreach (var text in texts)
        {
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(text, PlainTextJson.Readable.PlainText), (byte)'\n'];
            await file.Stream.WriteAsync(line, cancellationToken);
        }

        await file.CommitAsync(cancellationToken);
    }
}
