using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentTuning.Environments.WebShop.Products;

/// <summary>The choices of a product: an object of lists by name; null and an empty text stand for none.</summary>
sealed class OptionGroupsConverter : JsonConverter<ImmutableArray<RawOptionGroup>>
{
    public override bool HandleNull => true;

    public override ImmutableArray<RawOptionGroup> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty && !reader.HasValueSequence))
            return [];
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException($"Found {reader.TokenType}, expected an object of choices, null or an empty text.");
        var groups = ImmutableArray.CreateBuilder<RawOptionGroup>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            groups.Add(new RawOptionGroup(name, ReadValues(ref reader)));
        }

        return groups.DrainToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<RawOptionGroup> value, JsonSerializerOptions options)
    {
        if (value.IsDefaultOrEmpty)
        {
            writer.WriteStringValue("");
            return;
        }

        writer.WriteStartObject();
        foreach (var group in value)
        {
            writer.WritePropertyName(group.Name);
            if (group.Values is { } values)
                JsonSerializer.Serialize(writer, values, WebShopJson.Readable.ImmutableArrayRawOption);
            else
                writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }

    static ImmutableArray<RawOption>? ReadValues(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.StartArray => JsonSerializer.Deserialize(ref reader, WebShopJson.Readable.ImmutableArrayRawOption),
        _ => throw new JsonException($"Found {reader.TokenType}, expected a list of values or null."),
    };
}
