using System.Text.Json;
using AgentTuning.Templates.Jinja;

namespace AgentTuning.Templates;

/// <summary>What a template is rendered with, as a JSON file gives it: a list of messages, or an object with <c>messages</c> and any other variables.</summary>
public static class TemplateInput
{
    static readonly JsonDocumentOptions Options = new() { MaxDepth = 128, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>The variables in a text.</summary>
    /// <param name="json">A list of messages, or an object; texts whose names end in <c>_token</c> count as the template's own.</param>
    /// <param name="source">Names the text in messages.</param>
    /// <exception cref="InvalidDataException">It is no JSON, or has no messages.</exception>
    public static TemplateVariables Parse(ReadOnlyMemory<byte> json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Read(document.RootElement, source);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{source} is no valid JSON: {e.Message}", e);
        }
    }

    static TemplateVariables Read(JsonElement root, string source)
    {
        var variables = new TemplateVariables();
        variables.SetFlag("add_generation_prompt", value: false);
        if (root.ValueKind == JsonValueKind.Array)
        {
            variables.SetMessages(root.EnumerateArray());
            return variables;
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException($"{source} has no messages, expected a list of messages, or an object with a list named messages.");
        foreach (var member in root.EnumerateObject())
        {
            if (member.NameEquals("messages"))
                variables.SetMessages(messages.EnumerateArray());
            else if (member.Value.ValueKind == JsonValueKind.String && member.Name.EndsWith("_token", StringComparison.Ordinal))
                variables.SetTrusted(member.Name, member.Value.GetString()!);
            else
                variables.SetJson(member.Name, member.Value);
        }

        return variables;
    }
}
