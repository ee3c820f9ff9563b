using System.Collections.Immutable;
using AgentTuning.Tasks;

namespace AgentTuning.Environments;

/// <summary>Where the tasks come from.</summary>
public sealed record TaskSource
{
    /// <summary>The split of the built-in generator, or the split to assign to tasks of <see cref="Path"/>.</summary>
    public TaskSplit Split { get; init; } = TaskSplit.Train;

    /// <summary>A file or folder in the benchmark's own layout; null takes the built-in generator.</summary>
    public string? Path { get; init; }

    /// <summary>The folder of files that those of <see cref="Path"/> name, where the benchmark keeps some apart; null leaves it to the benchmark's layout.</summary>
    public string? Scripts { get; init; }

    /// <summary>The environment's settings, which may say where the files of the tasks lie.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Seeds the generator. The same seed gives the same tasks.</summary>
    public int Seed { get; init; }
}
