using System.Text.Json.Serialization;

namespace AgentTuning.Cli.Tokenizers;

/// <summary>JSON of the tokenizer commands.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(TokenizerComparison))]
sealed partial class TokenizersJson : JsonSerializerContext;
