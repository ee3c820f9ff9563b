using System.Collections.Immutable;

namespace AgentTuning.Environments.WebShop;

/// <summary>What the address of a product's pages is made of.</summary>
readonly record struct ItemAddress(string Session, string Asin, ImmutableArray<string> Keywords, int Number, ImmutableArray<KeyValuePair<string, string>> Chosen);
