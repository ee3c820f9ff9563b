using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>What a table may be about: its names, the noun for its rows, and the columns to choose from.</summary>
/// <param name="Name">Unique over all splits.</param>
/// <param name="One">The noun for a row.</param>
/// <param name="Many">The noun for rows.</param>
/// <param name="Tables">Names of its tables.</param>
/// <param name="Columns">The columns; the first one identifies a row.</param>
/// <param name="IsInvented">True where all names are made of syllables, so that nothing in them hints at their meaning.</param>
sealed record Topic(
    string Name, string One, string Many, ImmutableArray<string> Tables, ImmutableArray<TopicColumn> Columns, bool IsInvented = false);
