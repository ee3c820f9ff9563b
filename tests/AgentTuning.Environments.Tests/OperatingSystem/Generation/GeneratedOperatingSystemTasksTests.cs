using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AgentTuning.Environments.OperatingSystem;
using AgentTuning.Environments.OperatingSystem.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.OperatingSystem.Generation;

public sealed partial class GeneratedOperatingSystemTasksTests
{
    static readonly string[] SharedFolders = ["", "srv", "opt", "data", "home", "var", "lib", "usr", "local", "share", "root", "mnt", "bin", "sh", "bash", "127.0.0.1:"];

    public static TheoryData<TaskSplit> Splits => [TaskSplit.Train, TaskSplit.Development, TaskSplit.Test];

    [Theory]
    [MemberData(nameof(Splits))]
    public void The_same_seed_gives_the_same_bytes(TaskSplit split)
    {
        var first = Texts(split, seed: 5, count: 150);

        Assert.Equal(first, Texts(split, seed: 5, count: 150));
        Assert.NotEqual(first, Texts(split, seed: 6, count: 150));
    }

    [Fact]
    public void A_task_does_not_change_between_versions()
    {
        var task = new GeneratedOperatingSystemTasks(TaskSplit.Train, 0).Create(0);
        var record = OperatingSystemTask.FromJson(task.Data);

        Assert.Equal("os/train/0", task.Id);
        Assert.Equal("How many files in /data/zigretras and below belong to the user anton? Answer with the number only.", record.Description);
        Assert.Equal("find /data/zigretras -type f -user anton | wc -l", record.Example!.Code);
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void Every_stretch_as_long_as_there_are_kinds_has_every_kind_once(TaskSplit split)
    {
        var tasks = new GeneratedOperatingSystemTasks(split, 3);
        var kinds = TaskKinds.Of(split);

        for (var stretch = 0; stretch < 3; stretch++)
            Assert.Equal(kinds.Length, Enumerable.Range(stretch * kinds.Length, kinds.Length).Select(i => tasks.KindOf(i).Name).Distinct().Count());
    }

    [Fact]
    public void Kinds_are_named_once_and_some_are_held_out_of_train()
    {
        var names = TaskKinds.All.Select(kind => kind.Name).ToList();

        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
        Assert.True(TaskKinds.Of(TaskSplit.Train).Length >= 60, $"{TaskKinds.Of(TaskSplit.Train).Length} kinds");
        Assert.True(TaskKinds.All.Count(kind => kind.IsHeldOut) >= 15);
        Assert.DoesNotContain(TaskKinds.Of(TaskSplit.Train), kind => kind.IsHeldOut);
        Assert.Equal(TaskKinds.All.Length, TaskKinds.Of(TaskSplit.Test).Length);
    }

    [Fact]
    public void Every_kind_is_in_the_table_of_the_readme()
    {
        var rows = File.ReadAllLines(Readme()).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToList();
        foreach (var group in TaskKinds.All.GroupBy(kind => kind.Group))
            Assert.Contains($"| {group.Key} | {string.Join(", ", group.Select(kind => kind.IsHeldOut ? $"*{kind.Name}*" : kind.Name))} |", rows);
    }

    [Fact]
    public void The_splits_share_no_description_no_script_and_no_solution()
    {
        var seen = new Dictionary<string, TaskSplit>(StringComparer.Ordinal);
        foreach (var split in Enum.GetValues<TaskSplit>())
        {
            foreach (var task in Records(split, seed: 1, count: 500))
            {
                string[] texts = [task.Description, .. task.Init.Select(script => script.Code), task.Example!.Code == "pwd" ? task.Description : task.Example.Code];
                foreach (var text in texts)
                    Assert.Equal(split, seen.TryAdd(text, split) ? split : seen[text]);
            }
        }
    }

    [Fact]
    public void The_splits_share_no_folder_and_no_file()
    {
        var owners = new Dictionary<string, TaskSplit>(StringComparer.Ordinal);
        foreach (var split in Enum.GetValues<TaskSplit>())
        {
            var names = Records(split, seed: 4, count: 500)
                .SelectMany(task => AbsolutePath().Matches(task.Description).SelectMany(match => match.Value.TrimEnd('.').Split('/')))
                .Except(SharedFolders, StringComparer.Ordinal)
                .ToList();
            Assert.True(names.Count > 300);
            foreach (var name in names)
                Assert.Equal((name, split), (name, owners.TryAdd(name, split) ? split : owners[name]));
        }
    }

    [Fact]
    public void Lists_of_words_share_no_word_between_splits()
    {
        var owners = new Dictionary<string, TaskSplit>(StringComparer.Ordinal);
        foreach (var split in Enum.GetValues<TaskSplit>())
        {
            foreach (var word in WordLists.Names.SelectMany(list => WordLists.Of(split, list)))
            {
                Assert.Matches("^[A-Za-z_-]+$|^[a-z]+$", word);
                Assert.Equal(split, owners.TryAdd(word, split) ? split : owners[word]);
            }
        }
    }

    [Fact]
    public void Wordings_of_a_split_stand_in_no_other_and_every_kind_that_is_drawn_has_several()
    {
        var book = OperatingSystemPhrases.Questions;
        foreach (var section in book.Sections)
        {
            var test = book.Of(section, TaskSplit.Test);
            var development = book.Of(section, TaskSplit.Development);
            var train = book.Has(section) ? book.Of(section, TaskSplit.Train) : [];

            Assert.True(test.Length >= 2, section);
            Assert.DoesNotContain(test.Intersect(train).Concat(test.Intersect(development)).Concat(train.Intersect(development)), text => text != "{text}");
            Assert.True(train.IsEmpty || train.Length >= 2, section);
        }
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void No_description_leaves_a_slot_open(TaskSplit split)
    {
        foreach (var task in Records(split, seed: 8, count: 400))
        {
            Assert.DoesNotMatch(@"\{[a-z]+\}", task.Description);
            Assert.InRange(task.Description.Length, 15, 400);
            Assert.Null(task.Fault());
        }
    }

    [Fact]
    public void No_answer_is_one_that_a_guess_would_hit()
    {
        var answers = new List<string>();
        foreach (var kind in TaskKinds.All)
        {
            var tasks = new GeneratedOperatingSystemTasks(TaskSplit.Test, 2);
            for (var seed = 0; seed < 20; seed++)
            {
                if (tasks.CreateProblem(kind, new Random(seed)).Answer is { } answer)
                    answers.Add(answer);
            }
        }

        Assert.DoesNotContain(answers, answer => answer is "0" or "1" or "" or "None" or "yes" or "no");
        var most = answers.CountBy(answer => answer).MaxBy(pair => pair.Value);
        Assert.True(most.Value < answers.Count / 12, $"{most.Value} of {answers.Count} answers are {most.Key}");
    }

    static string Readme([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "src", "AgentTuning.Environments", "OperatingSystem", "README.md");

    static List<string> Texts(TaskSplit split, int seed, int count) =>
        [.. Enumerable.Range(0, count).Select(new GeneratedOperatingSystemTasks(split, seed).Create).Select(task => $"{task.Id} {task.Category} {task.Seed} {task.Data.GetRawText()}")];

    static IEnumerable<OperatingSystemTask> Records(TaskSplit split, int seed, int count) =>
        Enumerable.Range(0, count).Select(new GeneratedOperatingSystemTasks(split, seed).Create).Select(task => OperatingSystemTask.FromJson(task.Data));

    [GeneratedRegex(@"(?<=[ (])/[a-z0-9_./-]+")]
    private static partial Regex AbsolutePath();
}
