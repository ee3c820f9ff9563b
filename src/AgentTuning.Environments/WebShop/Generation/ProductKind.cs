using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop.Generation;

/// <summary>A kind of product that can be generated.</summary>
/// <param name="Department">Such as <c>grocery</c>.</param>
/// <param name="Noun">What people call it; also its query.</param>
/// <param name="Path">The path of categories.</param>
/// <param name="LowPrice">The least it costs, in dollars.</param>
/// <param name="HighPrice">The most it costs, in dollars.</param>
sealed record ProductKind(string Department, string Noun, string Path, int LowPrice, int HighPrice)
{
    /// <summary>What its products can be.</summary>
    public ImmutableArray<string> Attributes { get; init; } = [];

    /// <summary>What can be chosen, with the values that there are.</summary>
    public ImmutableArray<(string Name, ImmutableArray<string> Values)> Options { get; init; } = [];

    /// <summary>What it is for.</summary>
    public ImmutableArray<string> Uses { get; init; } = [];

    /// <summary>All kinds, in the order of the file.</summary>
    public static ImmutableArray<ProductKind> All { get; } = [.. Read()];

    static IEnumerable<ProductKind> Read()
    {
        ProductKind? kind = null;
        foreach (var line in EmbeddedText.Lines("WebShop/Generation/Departments.txt"))
            if (line.StartsWith("kind|", StringComparison.Ordinal))
            {
                if (kind is not null)
                    yield return kind;
                var parts = line.Split('|');
                kind = new ProductKind(parts[1], parts[2], parts[3], Number(parts[4]), Number(parts[5]));
            }
            else
            {
                kind = With(kind ?? throw new InvalidDataException($"Departments.txt begins with '{line}', expected a kind."), line);
            }

        if (kind is not null)
            yield return kind;
    }

    static ProductKind With(ProductKind kind, string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var (name, values) = (line[..colon], line[(colon + 2)..].Split(", ").ToImmutableArray());
        return name switch
        {
            "attributes" => kind with { Attributes = values },
            "use" => kind with { Uses = values },
            _ => kind with { Options = kind.Options.Add((name["option ".Length..], values)) },
        };
    }

    static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
