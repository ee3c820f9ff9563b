using System.Text.Json;
using AgentTuning.Environments;
using Microsoft.Extensions.AI;

namespace AgentTuning.Episodes;

/// <summary>Tools of an environment as chat clients are offered them.</summary>
public static class OfferedTools
{
    /// <summary>The declaration of a tool in the form of OpenAI's <c>tools</c>: <c>{"type":"function","function":{"name":…,"description":…,"parameters":{…}}}</c>.</summary>
    /// <exception cref="EnvironmentException">It is none; the message says what it lacks.</exception>
    public static AIFunctionDeclaration ToDeclaration(JsonElement tool)
    {
        if (tool.ValueKind != JsonValueKind.Object || !tool.TryGetProperty("function", out var function) || function.ValueKind != JsonValueKind.Object
            || !function.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String
            || !function.TryGetProperty("parameters", out var parameters) || parameters.ValueKind != JsonValueKind.Object)
            throw new EnvironmentException($"The environment offers the tool {tool.GetRawText()}, expected 'function' with 'name' and 'parameters'.");
        var description = function.TryGetProperty("description", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        return AIFunctionFactory.CreateDeclaration(name.GetString()!, description, parameters);
    }
}
