namespace AgentTuning.Filtering;

/// <summary>A filter as it was set.</summary>
/// <param name="Name">The filter.</param>
/// <param name="Settings">Its settings by name.</param>
public sealed record FilterSettings(string Name, IReadOnlyDictionary<string, string> Settings);
