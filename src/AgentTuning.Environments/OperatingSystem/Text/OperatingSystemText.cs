using AgentTuning.Environments.OperatingSystem.Generation;
using AgentTuning.Environments.OperatingSystem.Reference;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem.Text;

/// <summary>Endless plain text about files, commands, users and processes, for a base model that shall know the domain but not the task.</summary>
/// <remarks>
/// Only names and kinds of the train split. No conversation, no reply grammar: neither <c>Act:</c> nor <c>Think:</c> ever occurs. Many names are invented and
/// many paragraphs write the same names twice, so that a model learns to take names from the text before it.
/// </remarks>
public sealed class OperatingSystemText
{
    readonly int _seed;
    readonly OperatingSystemTextOptions _options;
    readonly GeneratedOperatingSystemTasks _tasks;

    /// <summary>The text of a seed; the same seed gives the same text.</summary>
    public OperatingSystemText(int seed, OperatingSystemTextOptions? options = null)
    {
        _seed = seed;
        _options = options ?? new OperatingSystemTextOptions();
        _tasks = new GeneratedOperatingSystemTasks(TaskSplit.Train, seed);
    }

    /// <summary>The paragraphs in their order, without end.</summary>
    public IEnumerable<string> Paragraphs()
    {
        for (var index = 0; ; index++)
            yield return Create(index);
    }

    /// <summary>The paragraph with a number from 0 on; it may have several lines.</summary>
    public string Create(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var random = RandomDraws.Seeded(_seed, 300, index);
        var draw = random.NextDouble();
        if (draw < _options.CopyShare)
            return random.Chance(0.3) ? Words(random) : Described(random, "copy-path");
        if (draw < _options.CopyShare + _options.ExerciseShare)
            return Problem(random, "exercise");
        return random.Next(6) switch
        {
            0 => Problem(random, "explain"),
            1 => Described(random, "diary"),
            2 or 3 => Problem(random, "result"),
            4 => Failure(random),
            _ => Described(random, "manual"),
        };
    }

    string Problem(Random random, string section)
    {
        var problem = _tasks.CreateProblem(random.Pick(TaskKinds.Of(TaskSplit.Train)), random);
        if (section == "result" && problem.Answer is null)
            section = "done";
        return OperatingSystemPhrases.Prose.Write(
            random,
            section,
            ("question", problem.Description),
            ("thought", new ReferenceThoughts(random).Before(problem.Solution)),
            ("code", problem.Solution),
            ("value", problem.Answer ?? ""));
    }

    string Failure(Random random)
    {
        while (true)
        {
            var problem = _tasks.CreateProblem(random.Pick(TaskKinds.Of(TaskSplit.Train)), random);
            if (Misspelling.OfProgram(problem.Solution, random) is not var (wrong, program))
                continue;
            var folder = new TaskDraft(TaskSplit.Train, random).Folder();
            return OperatingSystemPhrases.Prose.Write(
                random,
                "failure",
                ("code", problem.Solution),
                ("wrong", wrong),
                ("program", program),
                ("folder", folder),
                ("missing", Misspelling.OfPath(folder, random)));
        }
    }

    static string Described(Random random, string section)
    {
        var draft = new TaskDraft(TaskSplit.Train, random);
        var (folder, extension) = (draft.Folder(), draft.Word("extension"));
        var name = $"{draft.Stem()}.{extension}";
        return OperatingSystemPhrases.Prose.Write(
            random,
            section,
            ("folder", folder),
            ("base", name),
            ("path", $"{folder}/{name}"),
            ("file", $"{folder}/{name}"),
            ("name", draft.Invented()),
            ("user", draft.Account()),
            ("group", draft.Account(isGroup: true)),
            ("ext", extension),
            ("word", draft.Invented()),
            ("date", TaskDraft.Iso(draft.Day())),
            ("n", $"{draft.Number(100, 9000)}"),
            ("line", $"{draft.Count(2, 40)}"),
            ("mode", random.Pick("600", "640", "750", "755")),
            ("sentence", draft.Sentence(draft.Count(2, 4))));
    }

    static string Words(Random random)
    {
        var draft = new TaskDraft(TaskSplit.Train, random);
        var words = new string[random.Next(2, 9)];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = random.Next(5) switch
            {
                0 => $"{draft.Number(10, 99999)}",
                1 => draft.Folder(),
                2 => $"{draft.Stem()}.{random.Pick(WordLists.Of(TaskSplit.Train, "extension"))}",
                _ => draft.Invented(),
            };
        }

        return OperatingSystemPhrases.Prose.Write(random, "copy-words", ("words", string.Join(' ', words)));
    }
}
