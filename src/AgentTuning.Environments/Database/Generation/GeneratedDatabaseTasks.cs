using System.Runtime.CompilerServices;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Endless database tasks of a split, in the benchmark's proportions: a third INSERT, a third UPDATE, a third SELECT of all kinds.</summary>
/// <remarks>
/// <para>Every task has a table of its own. The splits share no topic, no table, and no name of a person, place or thing, no word of a choice and no
/// code. They share the wordings of questions, common column words (Year, Points, Name) and what follows from arithmetic: numbers, dates, scores.</para>
/// <para>The same seed gives the same tasks. Gold statements are MySQL that SQLite reads alike; gold answers and table hashes are computed from the
/// rows, not by a database.</para>
/// </remarks>
public sealed class GeneratedDatabaseTasks : ITaskSet
{
    readonly TaskSplit _split;
    readonly int _seed;
    readonly GeneratedTaskOptions _options;
    readonly ProblemGenerator _problems;

    /// <summary>The tasks of a split and a seed.</summary>
    public GeneratedDatabaseTasks(TaskSplit split, int seed, GeneratedTaskOptions? options = null)
    {
        _split = split;
        _seed = seed;
        _options = options ?? new GeneratedTaskOptions();
        var invented = split == TaskSplit.Train ? _options.InventedShare : 0;
        _problems = new ProblemGenerator(new TableGenerator(TopicLibrary.Of(split), invented));
    }

    /// <inheritdoc/>
    public int? Count => null;

    /// <summary>The task with a number from 0 on.</summary>
    public AgentTask Create(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var random = RandomDraws.Seeded(_seed, (int)_split, index);
        var record = CreateRecord(random, index);
        var split = _split switch
        {
            TaskSplit.Train => "train",
            TaskSplit.Development => "dev",
            _ => "test",
        };
        return new AgentTask
        {
            Environment = "database",
            Id = _seed == 0 ? $"database/{split}/{index}" : $"database/{split}/{index}@{_seed}",
            Split = _split,
            Category = record.Type,
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

    DatabaseTask CreateRecord(Random random, int index)
    {
        var draw = random.NextDouble();
        if (draw < _options.JoinShare)
        {
            var (first, second, join) = _problems.CreateJoin(random);
            return GeneratedRecord.Create(join, first, second);
        }

        var category = draw < _options.JoinShare + _options.DeleteShare ? "DELETE" : ProblemGenerator.CategoryOf(_seed, _split, index);
        var (table, problem) = _problems.Create(random, category);
        return GeneratedRecord.Create(problem, table);
    }
}
