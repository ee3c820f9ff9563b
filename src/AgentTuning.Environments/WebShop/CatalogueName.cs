using System.Text.Json.Serialization;
using AgentTuning.Environments.WebShop.Goals;

namespace AgentTuning.Environments.WebShop;

/// <summary>Names a shop: the same name gives the same products, prices and goals.</summary>
public sealed record CatalogueName
{
    /// <summary>The official file of products; null for a generated catalogue.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }

    /// <summary>The first so many products of the file only; null takes all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Limit { get; init; }

    /// <summary>The generated catalogue; null for a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GeneratedCatalogueName? Generated { get; init; }

    /// <summary>Who wrote the goals.</summary>
    public GoalKind Goals { get; init; }
}
