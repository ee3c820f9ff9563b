using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AgentTuning.Files;

/// <summary>One line of a JSON lines file.</summary>
/// <param name="File">The file's name, for messages.</param>
/// <param name="Number">The line, from 1 on.</param>
/// <param name="Bytes">The line as it stands in the file, without its end.</param>
/// <param name="IsTorn">True for a last line without an end, which a killed writer may have cut short.</param>
public readonly record struct JsonLine(string File, int Number, ReadOnlyMemory<byte> Bytes, bool IsTorn)
{
    /// <summary>Where the line begins in the file, in bytes.</summary>
    public long Offset { get; init; }

    /// <summary>The file and the line, as messages begin: <c>trajectories.jsonl line 17</c>.</summary>
    public string Place => $"{File} line {Number}";

    /// <summary>The record on this line.</summary>
    /// <exception cref="InvalidDataException">It is no such record; the message names file, line, field, the value found and the value wanted.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Bytes.Span, type)
                ?? throw new InvalidDataException($"{Place}: the line is null, expected an object.");
        }
        catch (JsonException exception)
        {
            var remark = IsTorn ? " The line has no end: was its writer stopped? Run the command that writes this file again; it repairs the line." : "";
            throw new InvalidDataException($"{Place}: {JsonFault.Describe(exception, Bytes, type)}{remark}", exception);
        }
    }
}
