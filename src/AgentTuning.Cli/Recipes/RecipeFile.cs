using System.Text.Json;

namespace AgentTuning.Cli.Recipes;

/// <summary>Reads recipes, from files or built in.</summary>
static class RecipeFile
{
    const string BuiltIn = "AgentTuning.Cli.Recipes.quickstart.json";

    static readonly string[] Reserved = ["run", "seed", "split"];

    /// <summary>The recipe that <c>quickstart</c> runs: <c>recipes/quickstart.json</c>, built in.</summary>
    public static Recipe ReadQuickstart()
    {
        using var stream = typeof(RecipeFile).Assembly.GetManifestResourceStream(BuiltIn)
            ?? throw new InvalidOperationException($"The resource {BuiltIn} is not built in.");
        return Read(stream, "quickstart.json");
    }

    /// <summary>The recipe in a file.</summary>
    /// <exception cref="InvalidDataException">It is no recipe; the message says where.</exception>
    public static Recipe Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    static Recipe Read(Stream stream, string name)
    {
        Recipe recipe;
        try
        {
            recipe = JsonSerializer.Deserialize(stream, RecipeJson.Readable.Recipe) ?? throw new JsonException("The recipe is null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{name}: {exception.Message} A recipe has name, description, seed and stages of name, about, expectedSeconds and command, and may have notes and parameters of name, about and default.", exception);
        }

        if (recipe.Stages.GroupBy(stage => stage.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidDataException($"{name}: two stages are named '{twice.Key}', expected different names.");
        if (recipe.Parameters.FirstOrDefault(parameter => Reserved.Contains(parameter.Name)) is { } reserved)
            throw new InvalidDataException($"{name}: a parameter is named '{reserved.Name}', which stands for something else. Name it otherwise.");
        return recipe;
    }
}
