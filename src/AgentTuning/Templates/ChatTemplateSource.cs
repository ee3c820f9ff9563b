using System.Text.Json;

namespace AgentTuning.Templates;

/// <summary>The chat template of a model folder and the special tokens it writes, as transformers keeps them.</summary>
public sealed record ChatTemplateSource
{
    const string ConfigName = "tokenizer_config.json";
    const string JinjaName = "chat_template.jinja";
    const string JsonName = "chat_template.json";
    const string DefaultName = "default";
    const string ToolName = "tool_use";
    const int MaxBytes = 64 << 20;

    /// <summary>Where the template was found, for messages.</summary>
    public required string Origin { get; init; }

    /// <summary>The template in Jinja.</summary>
    public required string Template { get; init; }

    /// <summary>The template for conversations with tools, where the model has one of its own.</summary>
    public string? ToolTemplate { get; init; }

    /// <summary>Special tokens by the names that templates know them by, such as <c>bos_token</c>.</summary>
    public IReadOnlyDictionary<string, string> SpecialTokens { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Reads the template of a model folder: <c>chat_template.jinja</c>, else <c>chat_template.json</c>, else <c>tokenizer_config.json</c>.</summary>
    /// <returns>Null where the folder has none.</returns>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static ChatTemplateSource? Find(string folder)
    {
        using var config = Open(Path.Combine(folder, ConfigName));
        var tokens = config is null ? new Dictionary<string, string>(StringComparer.Ordinal) : ReadTokens(config.RootElement);
        var jinja = Path.Combine(folder, JinjaName);
        if (File.Exists(jinja))
            return new() { Origin = jinja, Template = File.ReadAllText(jinja), SpecialTokens = tokens };
        var json = Path.Combine(folder, JsonName);
        using var own = Open(json);
        if (own is not null)
            return FromMember(own.RootElement, json, tokens);
        return config is null ? null : FromMember(config.RootElement, Path.Combine(folder, ConfigName), tokens);
    }

    /// <summary>A template of its own file, with the special tokens of a model folder.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static ChatTemplateSource FromFile(string path, string folder)
    {
        using var config = Open(Path.Combine(folder, ConfigName));
        return new() { Origin = path, Template = File.ReadAllText(path), SpecialTokens = config is null ? new Dictionary<string, string>(StringComparer.Ordinal) : ReadTokens(config.RootElement) };
    }

    static ChatTemplateSource? FromMember(JsonElement root, string origin, Dictionary<string, string> tokens)
    {
        if (!root.TryGetProperty("chat_template", out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return new() { Origin = origin, Template = value.GetString()!, SpecialTokens = tokens };
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (Text(item, "name") is { } name && Text(item, "template") is { } template)
                    named[name] = template;
            }
        }

        if (named.Count == 0)
            throw new InvalidDataException($"{origin}: chat_template is a JSON {value.ValueKind}, expected a text, or a list of objects with name and template.");
        return new()
        {
            Origin = origin,
            Template = named.TryGetValue(DefaultName, out var standard)
                ? standard
                : throw new InvalidDataException($"{origin}: chat_template has {string.Join(", ", named.Keys)}, expected one named {DefaultName}."),
            ToolTemplate = named.GetValueOrDefault(ToolName),
            SpecialTokens = tokens,
        };
    }

    static Dictionary<string, string> ReadTokens(JsonElement root)
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in root.EnumerateObject())
        {
            if (!member.Name.EndsWith("_token", StringComparison.Ordinal))
                continue;
            // A token is written as its text, or as an object with its flags.
            if (member.Value.ValueKind == JsonValueKind.String)
                tokens[member.Name] = member.Value.GetString()!;
            else if (Text(member.Value, "content") is { } content)
                tokens[member.Name] = content;
        }

        return tokens;
    }

    static string? Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    static JsonDocument? Open(string path)
    {
        if (!File.Exists(path))
            return null;
        if (new FileInfo(path).Length is var length and > MaxBytes)
            throw new InvalidDataException($"{path} has {length} bytes, expected at most {MaxBytes}.");
        try
        {
            var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new InvalidDataException($"{path} is a JSON {document.RootElement.ValueKind}, expected an object.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is no valid JSON: {e.Message}", e);
        }
    }
}
