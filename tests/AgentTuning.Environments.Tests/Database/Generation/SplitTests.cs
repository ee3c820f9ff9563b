using AgentTuning.Environments.Database.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.Database.Generation;

public sealed class SplitTests
{
    static readonly TaskSplit[] Splits = [TaskSplit.Train, TaskSplit.Development, TaskSplit.Test];

    [Fact]
    public void There_are_more_than_forty_topics_to_train_on_and_more_than_a_dozen_to_measure_on()
    {
        Assert.Equal([46, 13, 14], Splits.Select(split => TopicLibrary.Of(split).Topics.Length));
    }

    [Fact]
    public void No_topic_and_no_table_title_stands_in_two_splits()
    {
        AssertDisjoint(split => TopicLibrary.Of(split).Topics.Select(topic => topic.Name));
        AssertDisjoint(split => TopicLibrary.Of(split).Topics.SelectMany(topic => topic.Tables).Select(title => title.Replace('_', ' ')));
    }

    [Fact]
    public void No_word_of_a_name_and_no_word_to_choose_from_stands_in_two_splits()
    {
        AssertDisjoint(split =>
        {
            var library = TopicLibrary.Of(split);
            var choices = library.Topics
                .SelectMany(topic => topic.Columns)
                .Where(column => column.Kind is ValueKind.Choice or ValueKind.Note)
                .SelectMany(column => column.Values);
            return library.Lists.Names.SelectMany(name => library.Lists[name]).Concat(choices);
        });
    }

    [Fact]
    public void Every_invented_word_belongs_to_one_split_only()
    {
        var random = new Random(1);

        foreach (var split in Splits)
        {
            for (var i = 0; i < 500; i++)
            {
                var word = SplitWords.Word(random, split);
                var code = SplitWords.Code(random, split, "LL-##");
                Assert.Equal([split], Splits.Where(other => SplitWords.IsOwnedBy(other, word)));
                Assert.Equal([split], Splits.Where(other => SplitWords.IsOwnedBy(other, code)));
            }
        }
    }

    [Fact]
    public void Generated_tables_of_two_splits_share_neither_name_nor_entity()
    {
        AssertDisjoint(split => Tables(split).Select(table => table.Name));
        AssertDisjoint(split => Tables(split).SelectMany(Entities));
    }

    [Fact]
    public void What_is_shared_are_common_column_words()
    {
        var train = Tables(TaskSplit.Train).SelectMany(table => table.Columns).Select(column => column.Values.Column.Header).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var test = TopicLibrary.Of(TaskSplit.Test).Topics.SelectMany(topic => topic.Columns).Select(column => column.Header).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var shared = test.Where(train.Contains).ToList();

        Assert.Contains("Year", shared);
        Assert.True(shared.Count * 2 < test.Count, $"{shared.Count} of {test.Count} headers are shared: {string.Join(", ", shared)}");
    }

    static IEnumerable<GeneratedTable> Tables(TaskSplit split)
    {
        var generator = new TableGenerator(TopicLibrary.Of(split), split == TaskSplit.Train ? 1 / 3.0 : 0);
        for (var i = 0; i < 1500; i++)
            yield return generator.Create(RandomDraws.Seeded(3, 1, i));
    }

    // What names a person, a place, a thing or a kind; numbers, dates, times and scores are nobody's.
    static IEnumerable<string> Entities(GeneratedTable table) => table.Columns
        .Where(column => column.Kind is ValueKind.Name or ValueKind.Pool or ValueKind.Choice or ValueKind.Code)
        .SelectMany(column => table.DataRows.Select(row => row[column.Index].Text))
        .Where(text => text is not ("" or "N/A" or "-" or "–" or "unknown"));

    static void AssertDisjoint(Func<TaskSplit, IEnumerable<string>> values)
    {
        var seen = new Dictionary<string, TaskSplit>(StringComparer.OrdinalIgnoreCase);
        foreach (var split in Splits)
        {
            foreach (var value in values(split))
            {
                seen.TryAdd(value, split);
                Assert.True(seen[value] == split, $"'{value}' stands in {seen[value]} and {split}");
            }
        }
    }
}
