using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>Reads the arguments of a call of the function-calling edition's one tool.</summary>
static class ToolAction
{
    /// <summary>The tool.</summary>
    public const string Name = "take_action";

    /// <summary>The tool in the form of OpenAI's <c>tools</c>.</summary>
    public static JsonElement Schema { get; } = JsonSerializer.SerializeToElement(
        new JsonObject
        {
            ["type"] = "function",
            ["function"] = new JsonObject
            {
                ["name"] = Name,
                ["description"] = HouseholdPrompts.Tool,
                ["parameters"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "string", ["description"] = HouseholdPrompts.ToolAction } },
                    ["required"] = new JsonArray("action"),
                    ["additionalProperties"] = false,
                },
            },
        },
        AlfWorldJson.Readable.JsonObject);

    /// <summary>The first argument, whatever it is called; null where the arguments are no object or it is no text.</summary>
    public static string? Read(string arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(arguments);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            foreach (var argument in document.RootElement.EnumerateObject())
                return argument.Value.ValueKind == JsonValueKind.String ? argument.Value.GetString() : null;
            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the latter: a surrogate without its other half
        {
            return null;
        }
    }
}
