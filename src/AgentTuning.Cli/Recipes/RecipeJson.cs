using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Cli.Recipes;

/// <summary>The wire form of recipes and of what was done of them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Recipe))]
[JsonSerializable(typeof(RecipeProgress))]
sealed partial class RecipeJson : JsonSerializerContext
{
    public static RecipeJson Readable { get; } = new(ReadableJson.CreateOptions(isIndented: true));
}
