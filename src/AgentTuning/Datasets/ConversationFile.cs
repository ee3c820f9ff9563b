using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Datasets;

/// <summary>Reads and writes conversations in the field's formats, one by one.</summary>
/// <remarks>A name ending in <c>.json</c> is written as a JSON array, any other as JSON lines; either is read, whatever the name.</remarks>
public static class ConversationFile
{
    static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Tells the format of a file by its first record.</summary>
    /// <exception cref="InvalidDataException">The file is empty, or its first record has none of the known shapes.</exception>
    public static async Task<ConversationFormat> DetectAsync(string path, CancellationToken cancellationToken = default)
    {
        await foreach (var record in RecordFile.ReadAsync(path, cancellationToken))
            return Detect(record);
        throw new InvalidDataException($"{Path.GetFileName(path)} holds no record, expected at least one conversation.");
    }

    /// <summary>The conversations of a file, one by one; a trajectory whose context started afresh gives several.</summary>
    /// <param name="path">A JSON array or JSON lines.</param>
    /// <param name="format">Null to tell it by the first record.</param>
    /// <param name="onMalformed">Told what is wrong with a record that is then passed over; null makes it an exception.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">
    /// A record is malformed; the message names file, line or index, field, the value found and the value wanted.
    /// </exception>
    public static async IAsyncEnumerable<Conversation> ReadAsync(
        string path,
        ConversationFormat? format = null,
        Action<InvalidDataException>? onMalformed = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var stem = Path.GetFileNameWithoutExtension(path);
        var index = 0;
        await foreach (var record in RecordFile.ReadAsync(path, cancellationToken))
        {
            format ??= Detect(record);
            IReadOnlyList<Conversation> conversations;
            try
            {
                conversations = Read(record, format.Value, $"{stem}-{index++}");
            }
            catch (InvalidDataException exception) when (onMalformed is not null)
            {
                onMalformed(exception);
                continue;
            }

            foreach (var conversation in conversations)
                yield return conversation;
        }
    }

    /// <summary>Writes a file whole or not at all.</summary>
    /// <exception cref="InvalidDataException">A conversation has something that the format cannot say.</exception>
    public static async Task WriteAsync(
        string path, ConversationFormat format, IAsyncEnumerable<Conversation> conversations, CancellationToken cancellationToken = default)
    {
        var isArray = string.Equals(Path.GetExtension(path), ".json", StringComparison.OrdinalIgnoreCase);
        await using var file = AtomicFile.Create(path);
        var count = 0;
        if (isArray)
            await file.Stream.WriteAsync("["u8.ToArray(), cancellationToken);
        await foreach (var conversation in conversations.WithCancellation(cancellationToken))
        {
            if (isArray)
                await file.Stream.WriteAsync(count++ > 0 ? ",\n"u8.ToArray() : "\n"u8.ToArray(), cancellationToken);
            await file.Stream.WriteAsync(ToBytes(conversation, format), cancellationToken);
            if (!isArray)
                await file.Stream.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }

        if (isArray)
            await file.Stream.WriteAsync("\n]\n"u8.ToArray(), cancellationToken);
        await file.CommitAsync(cancellationToken);
    }

    /// <summary>One conversation as a record, UTF-8, without a line end.</summary>
    /// <exception cref="InvalidDataException">The conversation has something that the format cannot say.</exception>
    public static byte[] ToBytes(Conversation conversation, ConversationFormat format)
    {
        if (format == ConversationFormat.Dataset)
            return JsonSerializer.SerializeToUtf8Bytes(conversation, TrajectoryJson.Readable.Conversation);

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
            switch (format)
            {
                case ConversationFormat.AgentInstruct or ConversationFormat.ShareGpt:
                    FromValueRecords.Write(writer, conversation, hasLoss: format == ConversationFormat.AgentInstruct);
                    break;
                case ConversationFormat.Messages:
                    MessageRecords.Write(writer, conversation);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(format), format, "Conversations cannot be written as trajectories.");
            }

        return stream.ToArray();
    }

    static ConversationFormat Detect(RecordValue record)
    {
        if (!record["turns"].IsAbsent)
            return record["taskData"].IsAbsent && record["ending"].IsAbsent ? ConversationFormat.Dataset : ConversationFormat.Trajectories;
        if (!record["messages"].IsAbsent)
            return ConversationFormat.Messages;
        if (record["conversations"] is { IsAbsent: false } turns)
            return turns.Items().Any(turn => turn["loss"].Element.ValueKind != JsonValueKind.Undefined)
                ? ConversationFormat.AgentInstruct
                : ConversationFormat.ShareGpt;
        throw record.Fault("a field 'turns' (dataset, trajectories), 'conversations' (agentinstruct, sharegpt) or 'messages'");
    }

    static IReadOnlyList<Conversation> Read(RecordValue record, ConversationFormat format, string fallbackId) => format switch
    {
        ConversationFormat.AgentInstruct or ConversationFormat.ShareGpt => [FromValueRecords.Read(record, fallbackId)],
        ConversationFormat.Messages => [MessageRecords.Read(record, fallbackId)],
        ConversationFormat.Dataset => [record.Read(TrajectoryJson.Readable.Conversation)],
        _ => TrajectoryConversations.Of(TrajectoryLine.Check(record.Read(TrajectoryJson.Readable.Trajectory), record.Place)),
    };
}
