using System.Collections.Immutable;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Topics and word lists of one split, read from the files beside this type.</summary>
/// <param name="Split">The split.</param>
/// <param name="Topics">What its tables are about.</param>
/// <param name="Lists">Its words.</param>
sealed record TopicLibrary(TaskSplit Split, ImmutableArray<Topic> Topics, NameLists Lists)
{
    static readonly Lazy<TopicLibrary> Train = new(() => Load(TaskSplit.Train, "train"));
    static readonly Lazy<TopicLibrary> Development = new(() => Load(TaskSplit.Development, "dev"));
    static readonly Lazy<TopicLibrary> Test = new(() => Load(TaskSplit.Test, "test"));

    /// <summary>Makes names of the split.</summary>
    public NamePattern Names { get; } = new(Split, Lists);

    /// <summary>The library of a split.</summary>
    public static TopicLibrary Of(TaskSplit split) => split switch
    {
        TaskSplit.Train => Train.Value,
        TaskSplit.Development => Development.Value,
        TaskSplit.Test => Test.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(split), split, "Expected train, dev or test."),
    };

    /// <summary>The text of an embedded file of this folder.</summary>
    public static string ReadFile(string name) => EmbeddedText.Read($"Database/Generation/{name}");

    static TopicLibrary Load(TaskSplit split, string name)
    {
        var file = $"Topics.{name}.txt";
        return new(split, TopicFile.Parse(file, ReadFile(file)), NameLists.Parse(ReadFile("Names.txt"), name));
    }
}
