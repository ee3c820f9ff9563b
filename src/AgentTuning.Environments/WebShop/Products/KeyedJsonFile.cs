using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentTuning.Files;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>A JSON object whose members are read when they are asked for: the bytes are held, and where each member lies.</summary>
sealed class KeyedJsonFile
{
    readonly string _name;
    readonly byte[] _bytes;
    readonly Dictionary<string, (int Start, int Length)> _places = new(StringComparer.Ordinal);

    KeyedJsonFile(string name, byte[] bytes) => (_name, _bytes) = (name, bytes);

    /// <summary>A file without members.</summary>
    public static KeyedJsonFile Empty { get; } = new("", []);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no JSON object.</exception>
    public static async Task<KeyedJsonFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = new KeyedJsonFile(Path.GetFileName(path), await File.ReadAllBytesAsync(path, cancellationToken));
        file.FindMembers();
        return file;
    }

    /// <summary>A member; null where there is none of that name.</summary>
    /// <exception cref="InvalidDataException">It has another form.</exception>
    public T? Find<T>(string name, JsonTypeInfo<T> type)
    {
        if (!_places.TryGetValue(name, out var place))
            return default;
        var bytes = _bytes.AsMemory(place.Start, place.Length);
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, type) ?? throw new InvalidDataException($"{_name}: the member '{name}' is null, expected a value.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{_name}: the member '{name}': {JsonFault.Describe(exception, bytes, type)}", exception);
        }
    }

    void FindMembers()
    {
        var reader = new Utf8JsonReader(_bytes);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new InvalidDataException($"{_name} begins with {reader.TokenType}, expected an object with a member for each product.");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                _places[name] = (start, (int)reader.BytesConsumed - start);
            }

            reader.Read();
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{_name} is not JSON at byte {reader.BytesConsumed}: {exception.Message}", exception);
        }
    }
}
