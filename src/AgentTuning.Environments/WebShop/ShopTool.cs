using System.Text.Json;
using System.Text.Json.Nodes;
using AgentTuning.Conversations;

namespace AgentTuning.Environments.WebShop;

/// <summary>The two tools of the function-calling edition.</summary>
static class ShopTool
{
    /// <summary>The tool that searches.</summary>
    public const string SearchName = "search_action";

    /// <summary>The tool that clicks.</summary>
    public const string ClickName = "click_action";

    /// <summary>The tools in the form of OpenAI's <c>tools</c>.</summary>
    public static IReadOnlyList<JsonElement> Schemas { get; } =
    [
        Schema(SearchName, "Use search functionality with specified keywords.", "keywords", "The keywords to use in the search function."),
        Schema(ClickName, "Click a button or link with a specified value.", "value", "The value to click from the list of available actions."),
    ];

    /// <summary>Reads a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="action">The action; null where the tool is none of the two.</param>
    /// <returns>False where the arguments cannot be read.</returns>
    public static bool TryRead(ToolCall call, out string? action)
    {
        action = null;
        if (FirstArgument(call.Arguments) is not { } argument)
            return false;
        action = call.Name switch
        {
            SearchName => $"{ShopAction.Search}[{argument}]",
            ClickName => $"{ShopAction.Click}[{argument}]",
            _ => null,
        };
        return true;
    }

    // The first value counts, whatever it is called.
    static string? FirstArgument(string arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(arguments);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            foreach (var argument in document.RootElement.EnumerateObject())
                return argument.Value.ValueKind switch
                {
                    JsonValueKind.String => argument.Value.GetString(),
                    JsonValueKind.True => "True",
                    JsonValueKind.False => "False",
                    JsonValueKind.Null => "None",
                    _ => argument.Value.GetRawText(),
                };
            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the latter: a surrogate without its other half
        {
            return null;
        }
    }

    static JsonElement Schema(string name, string description, string argument, string meaning) => JsonSerializer.SerializeToElement(
        new JsonObject
        {
            ["type"] = "function",
            ["function"] = new JsonObject
            {
                ["name"] = name,
                ["description"] = description,
                ["parameters"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject { [argument] = new JsonObject { ["type"] = "string", ["description"] = meaning } },
                    ["required"] = new JsonArray(argument),
                    ["additionalProperties"] = false,
                },
            },
        },
        WebShopJson.Readable.JsonObject);
}
