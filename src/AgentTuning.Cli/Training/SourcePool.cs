using AgentTuning.Conversations;
using AgentTuning.Datasets;

namespace AgentTuning.Cli.Training;

/// <summary>The conversations of a source that are drawn by ratio.</summary>
/// <param name="Source">Where they come from.</param>
/// <param name="Conversations">Those that can be rendered.</param>
/// <param name="Read">Records read.</param>
/// <param name="Dropped">Records that are not among them, by reason.</param>
sealed record SourcePool(MixtureSource Source, IReadOnlyList<Conversation> Conversations, int Read, IReadOnlyDictionary<string, int> Dropped);
