using System.Text.Json.Serialization;
using AgentTuning.Environments.WebShop.Scoring;

namespace AgentTuning.Cli.WebShop;

/// <summary>JSON of the shopping commands.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(PurchaseLogReport))]
sealed partial class WebShopJson : JsonSerializerContext;
