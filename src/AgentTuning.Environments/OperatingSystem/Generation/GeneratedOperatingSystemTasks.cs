using System.Runtime.CompilerServices;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>Endless operating-system tasks of a split, every kind as often as any other.</summary>
/// <remarks>
/// <para>The splits share no wording, no name of a folder, file, user, group, program or package, no word of a text, and no number, day or address that an
/// order names where there are many to choose from. They share most kinds, the commands of Linux and the usual folders such as <c>/srv</c>.
/// Some kinds are never drawn for train.</para>
/// <para>The same seed gives the same tasks. Answers and wanted folders are computed here and not by the reference solution; no answer depends on the clock
/// or on what the machine has besides.</para>
/// </remarks>
/// <param name="split">The split.</param>
/// <param name="seed">Which tasks.</param>
public sealed class GeneratedOperatingSystemTasks(TaskSplit split, int seed) : ITaskSet
{
    const int MostAttempts = 1000;

    /// <inheritdoc/>
    public int? Count => null;

    /// <summary>The task with a number from 0 on.</summary>
    public AgentTask Create(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var random = RandomDraws.Seeded(seed, (int)split, index);
        var kind = KindOf(index);
        var record = Record(kind, CreateProblem(kind, random));
        var name = split switch { TaskSplit.Train => "train", TaskSplit.Development => "dev", _ => "test" };
        return new AgentTask
        {
            Environment = "os",
            Id = seed == 0 ? $"os/{name}/{index}" : $"os/{name}/{index}@{seed}",
            Split = split,
            Category = kind.Group,
            Seed = random.Next(),
            Data = record.ToJson(),
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentTask> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        for (var index = 0; ; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Create(index);
        }
    }

    /// <summary>The kind of the task with a number: each stretch as long as there are kinds has every kind once, in an order of its own.</summary>
    internal TaskKind KindOf(int index)
    {
        var kinds = TaskKinds.Of(split);
        var order = RandomDraws.Seeded(seed, 100 + (int)split, index / kinds.Length).Shuffled(kinds);
        return order[index % kinds.Length];
    }

    /// <summary>A problem of a kind: draws until one yields it.</summary>
    internal GeneratedProblem CreateProblem(TaskKind kind, Random random)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (kind.Create(new TaskDraft(split, random)) is { } problem)
                return problem;
        }

        throw new InvalidOperationException($"{MostAttempts} draws gave no problem of the kind {kind.Name}.");
    }

    static OperatingSystemTask Record(TaskKind kind, GeneratedProblem problem) => new()
    {
        Description = problem.Description,
        Init = problem.Init.Length == 0 ? [] : [TaskScript.Bash(problem.Init)],
        Start = problem.Start is { } start ? TaskScript.Bash(start) : null,
        Match = problem.Matching == AnswerMatching.Record ? new AnswerMatch { Answer = problem.Answer } : null,
        Checks = problem.Matching switch
        {
            AnswerMatching.Record => [],
            { } matching => [null, TaskScript.Python(EmbeddedText.Read($"OperatingSystem/Generation/Match{matching}.txt")), Unharmed(problem.Answer!)],
            null => [.. problem.Checks],
        },
        Example = TaskScript.Bash(problem.Solution),
        Labels = [kind.Group, kind.Name],
    };

    // An agent that changes what is asked about until its answer fits has not answered: the solution must still print what it printed at first.
    static TaskScript Unharmed(string answer) =>
        TaskScript.Bash($"[ \"$(tr -d '[:space:]' <<< \"$2\")\" = {ShellText.Quoted(answer.Replace(" ", "", StringComparison.Ordinal))} ]");
}
