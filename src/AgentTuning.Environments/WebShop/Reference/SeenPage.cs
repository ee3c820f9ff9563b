using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace AgentTuning.Environments.WebShop.Reference;

/// <summary>A page as an agent reads it from an observation in text.</summary>
sealed partial record SeenPage
{
    const string ObservationMark = "Observation:\n";
    const string ActionsMark = "\n\nAvailable Actions:\n";
    const string Separator = " [SEP] ";

    /// <summary>What was asked for.</summary>
    public string Instruction { get; init; } = "";

    /// <summary>The products of a page of results.</summary>
    public ImmutableArray<SeenProduct> Results { get; init; } = [];

    /// <summary>What can be chosen of a product.</summary>
    public ImmutableArray<(string Name, ImmutableArray<string> Values)> Options { get; init; } = [];

    /// <summary>The title of a product's page; null elsewhere.</summary>
    public string? Title { get; init; }

    /// <summary>The price of a product's page.</summary>
    public string Price { get; init; } = "";

    /// <summary>What a page behind a product says; null elsewhere.</summary>
    public string? Text { get; init; }

    /// <summary>True on the page with the search bar.</summary>
    public bool IsStart { get; init; }

    /// <summary>True on a page of results.</summary>
    public bool IsResults { get; init; }

    /// <summary>Reads an observation with its available actions.</summary>
    public static SeenPage Parse(string message)
    {
        var actionsAt = message.LastIndexOf(ActionsMark, StringComparison.Ordinal);
        var start = message.IndexOf(ObservationMark, StringComparison.Ordinal) is >= 0 and var at ? at + ObservationMark.Length : 0;
        var observation = message[start..(actionsAt < start ? message.Length : actionsAt)].Trim();
        if (observation.Length > 1 && observation[0] == '"' && observation[^1] == '"')
            observation = observation[1..^1];
        var parts = observation.Split(Separator);
        var clickables = actionsAt < 0 ? [] : Quoted().Matches(message, actionsAt).Select(match => Unquote(match.Value)).ToHashSet(StringComparer.Ordinal);
        var asked = Array.IndexOf(parts, "Instruction:");
        var page = new SeenPage { Instruction = asked >= 0 && asked + 1 < parts.Length ? parts[asked + 1] : "" };
        var back = Array.IndexOf(parts, "Back to Search");
        return back < 0 ? page with { IsStart = true } : ReadShelf(page, parts[(back + 1)..], clickables);
    }

    static SeenPage ReadShelf(SeenPage page, string[] parts, HashSet<string> clickables)
    {
        if (parts.Length > 0 && Heading().IsMatch(parts[0]))
            return page with { IsResults = true, Results = [.. Products(parts)] };
        var price = Array.FindIndex(parts, part => part.StartsWith("Price: ", StringComparison.Ordinal));
        return price < 2 || price + 1 >= parts.Length || !parts[price + 1].StartsWith("Rating:", StringComparison.Ordinal)
            ? page with { Text = string.Join('\n', parts.Skip(1)) }
            : page with { Title = parts[price - 1], Price = parts[price]["Price: ".Length..], Options = [.. Groups(parts[1..(price - 1)], clickables)] };
    }

    static IEnumerable<SeenProduct> Products(string[] parts)
    {
        var at = Array.IndexOf(parts, "Next >") + 1;
        for (; at > 0 && at + 2 < parts.Length; at += 3)
            yield return new SeenProduct(parts[at], parts[at + 1], parts[at + 2]);
    }

    static IEnumerable<(string Name, ImmutableArray<string> Values)> Groups(string[] parts, HashSet<string> clickables)
    {
        for (var at = 0; at < parts.Length;)
        {
            var end = at + 1;
            while (end < parts.Length && clickables.Contains(parts[end]))
                end++;
            yield return (parts[at], [.. parts[(at + 1)..end]]);
            at = end;
        }
    }

    static string Unquote(string text) => text[1..^1].Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    [GeneratedRegex(@"^Page -?[0-9]+ \(Total results: [0-9]+\)$")]
    private static partial Regex Heading();

    [GeneratedRegex("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Quoted();
}
