using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentTuning.Environments.Database.Python;
using AgentTuning.Files;

namespace AgentTuning.Environments.Database;

/// <summary>Reads and writes tasks in the field names of AgentBench's <c>dev.jsonl</c>.</summary>
static class DatabaseTaskJson
{
    static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static DatabaseTask Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Fault("the task", json, "an object");
        var task = new DatabaseTask
        {
            Description = Text(json, "description"),
            AddDescription = OptionalText(json, "add_description") ?? "",
            Tables = ReadTables(Field(json, "table")),
            Type = ReadType(Field(json, "type")),
            Labels = ReadLabels(json),
            GoldQuery = ReadGoldQuery(json),
            AnswerMd5 = OptionalText(json, "answer_md5") is { Length: > 0 } hash ? hash : null,
            Source = OptionalText(json, "source"),
        };
        if (task.IsModifying && (task.Labels.Length == 0 || task.Labels[0] is not string { Length: > 0 }))
            throw new InvalidDataException($"'label' holds no SQL, expected the gold statement of an {task.Type} task.");
        return task;
    }

    public static JsonElement Write(DatabaseTask task)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            writer.WriteString("description", task.Description);
            writer.WriteStartArray("label");
            foreach (var label in task.Labels)
                WriteValue(writer, label);
            writer.WriteEndArray();
            writer.WritePropertyName("table");
            if (task.Tables is [var only])
                WriteTable(writer, only);
            else
                WriteAll(writer, task.Tables);
            writer.WriteStartArray("type");
            writer.WriteStringValue(task.Type);
            writer.WriteEndArray();
            writer.WriteString("add_description", task.AddDescription);
            if (task.GoldQuery is { } query)
            {
                writer.WriteStartObject("sql");
                writer.WriteString("query", query);
                writer.WriteNumber("length", query.Length);
                writer.WriteEndObject();
            }

            if (task.AnswerMd5 is { } hash)
                writer.WriteString("answer_md5", hash);
            if (task.Source is { } source)
                writer.WriteString("source", source);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    static ImmutableArray<DatabaseTable> ReadTables(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => [ReadTable(json, "table")],
        JsonValueKind.Array when json.GetArrayLength() > 0 => [.. json.EnumerateArray().Select((table, i) => ReadTable(table, $"table[{i}]"))],
        _ => throw Fault("'table'", json, "an object or a list of objects"),
    };

    static DatabaseTable ReadTable(JsonElement json, string field)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Fault($"'{field}'", json, "an object");
        var info = Field(json, "table_info", field);
        if (info.ValueKind != JsonValueKind.Object)
            throw Fault($"'{field}.table_info'", info, "an object");
        var columns = Field(info, "columns", $"{field}.table_info");
        if (columns.ValueKind != JsonValueKind.Array || columns.GetArrayLength() == 0)
            throw Fault($"'{field}.table_info.columns'", columns, "a list of at least one column");
        var rows = Field(info, "rows", $"{field}.table_info");
        if (rows.ValueKind != JsonValueKind.Array)
            throw Fault($"'{field}.table_info.rows'", rows, "a list of rows");
        return new DatabaseTable
        {
            Name = Text(json, "table_name", field),
            Columns = [.. columns.EnumerateArray().Select((column, i) => ReadColumn(column, $"{field}.table_info.columns[{i}]"))],
            Rows = [.. rows.EnumerateArray().Select((row, i) => ReadRow(row, $"{field}.table_info.rows[{i}]"))],
        };
    }

    static DatabaseColumn ReadColumn(JsonElement json, string field) => json.ValueKind switch
    {
        JsonValueKind.String => new DatabaseColumn(json.GetString()!),
        JsonValueKind.Object => new DatabaseColumn(Text(json, "name", field), OptionalText(json, "type") ?? "TEXT"),
        _ => throw Fault($"'{field}'", json, "an object with 'name' and 'type'"),
    };

    static ImmutableArray<string?> ReadRow(JsonElement json, string field) => json.ValueKind == JsonValueKind.Array
        ? [.. json.EnumerateArray().Select(CellText)]
        : throw Fault($"'{field}'", json, "a list of cells");

    // As Python's str() prints the value, but for null, which is NULL.
    static string? CellText(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => cell.GetString(),
        JsonValueKind.Object => cell.GetRawText(),
        _ => PythonLiteral.Print(ToPython(cell)),
    };

    static string ReadType(JsonElement json)
    {
        var first = json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > 0 ? json[0] : json;
        return first.ValueKind == JsonValueKind.String && first.GetString() is { Length: > 0 } type
            ? type
            : throw Fault("'type'", json, "a category such as [\"counting\"]");
    }

    static ImmutableArray<object?> ReadLabels(JsonElement json)
    {
        var labels = Field(json, "label");
        return labels.ValueKind switch
        {
            JsonValueKind.Array => [.. labels.EnumerateArray().Select(ToPython)],
            JsonValueKind.String => [labels.GetString()],
            _ => throw Fault("'label'", labels, "the list of gold answers, or the gold SQL of a modifying task"),
        };
    }

    static string? ReadGoldQuery(JsonElement json) => json.TryGetProperty("sql", out var sql) switch
    {
        true when sql.ValueKind == JsonValueKind.String => sql.GetString(),
        true when sql.ValueKind == JsonValueKind.Object => OptionalText(sql, "query"),
        _ => null,
    };

    static object? ToPython(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(json),
        JsonValueKind.Array => PythonContainer.List([.. json.EnumerateArray().Select(ToPython)]),
        JsonValueKind.Object => json.GetRawText(),
        _ => null,
    };

    static object Number(JsonElement json)
    {
        if (json.TryGetInt64(out var small))
            return small;
        var text = json.GetRawText();
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
            return json.GetDouble();
        return BigInteger.Parse(text, CultureInfo.InvariantCulture);
    }

    static void WriteAll(Utf8JsonWriter writer, ImmutableArray<DatabaseTable> tables)
    {
        writer.WriteStartArray();
        foreach (var table in tables)
            WriteTable(writer, table);
        writer.WriteEndArray();
    }

    static void WriteTable(Utf8JsonWriter writer, DatabaseTable table)
    {
        writer.WriteStartObject();
        writer.WriteString("table_name", table.Name);
        writer.WriteStartObject("table_info");
        writer.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name", column.Name);
            writer.WriteString("type", column.Type);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        foreach (var row in table.Rows)
        {
            writer.WriteStartArray();
            foreach (var cell in row)
                writer.WriteStringValue(cell);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case string text: writer.WriteStringValue(text); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case long number: writer.WriteNumberValue(number); break;
            case int number: writer.WriteNumberValue(number); break;
            case BigInteger number: writer.WriteRawValue(number.ToString(CultureInfo.InvariantCulture)); break;
            case double number when double.IsFinite(number): writer.WriteRawValue(PythonLiteral.Print(number)); break;
            case PythonContainer items:
                writer.WriteStartArray();
                foreach (var item in items.Items)
                    WriteValue(writer, item);
                writer.WriteEndArray();
                break;
            case null: writer.WriteNullValue(); break;
            default: writer.WriteStringValue(PythonLiteral.Print(value)); break;
        }
    }

    static JsonElement Field(JsonElement json, string name, string? parent = null) => json.TryGetProperty(name, out var value)
        ? value
        : throw new InvalidDataException($"'{(parent is null ? name : $"{parent}.{name}")}' is missing.");

    static string Text(JsonElement json, string name, string? parent = null)
    {
        var value = Field(json, name, parent);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Fault($"'{(parent is null ? name : $"{parent}.{name}")}'", value, "a text");
    }

    static string? OptionalText(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static InvalidDataException Fault(string field, JsonElement found, string wanted) =>
        new($"{field} is {JsonFault.Quote(found)}, expected {wanted}.");
}
