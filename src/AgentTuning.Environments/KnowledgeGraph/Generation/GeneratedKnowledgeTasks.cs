using System.Runtime.CompilerServices;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>Endless questions over generated worlds; a world serves five hundred tasks.</summary>
/// <remarks>
/// The same split and seed give the same tasks. Splits share no thing; they share relations, attributes and wordings. Some shapes of questions stand in
/// test only (<see cref="QuestionGenerator.TestShapes"/>). The category of a task is the shape of its question.
/// </remarks>
/// <param name="split">Whose things are asked about.</param>
/// <param name="seed">Of worlds and questions.</param>
public sealed class GeneratedKnowledgeTasks(TaskSplit split, int seed) : ITaskSet
{
    /// <summary>Tasks that share a world.</summary>
    public const int TasksOfWorld = 500;

    const string EnvironmentName = "kg";

    readonly Lock _gate = new();
    (WorldName Name, QuestionGenerator Questions)? _current;

    /// <inheritdoc/>
    public int? Count => null;

    /// <summary>The task with a number from 0 on.</summary>
    public AgentTask Create(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var (world, questions) = WorldOf(index / TasksOfWorld);
        var question = questions.Create(index);
        var part = split switch
        {
            TaskSplit.Train => "train",
            TaskSplit.Development => "dev",
            _ => "test",
        };
        return new AgentTask
        {
            Environment = EnvironmentName,
            Id = seed == 0 ? $"{EnvironmentName}/{part}/{index}" : $"{EnvironmentName}/{part}/{index}@{seed}",
            Split = split,
            Category = question.Shape,
            Seed = RandomDraws.Seeded(seed, 60 + (int)split, index).Next(),
            Data = ToTask(question, world).ToJson(),
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

    static KnowledgeGraphTask ToTask(GeneratedQuestion question, WorldName world) => new()
    {
        Question = question.Text,
        Entities = [.. question.Entities.Select(entity => new NamedEntity(entity.Name, entity.Id))],
        Actions = question.Actions,
        Answers = [.. question.Answers.Select(answer => answer.Value)],
        Expression = question.Expression,
        Graph = new TaskGraph { World = world },
    };

    (WorldName Name, QuestionGenerator Questions) WorldOf(int number)
    {
        // The first world has the seed of the tasks, so that it can be named.
        var name = new WorldName(number == 0 ? seed : RandomDraws.Seeded(seed, 80 + (int)split, number).Next(), split);
        lock (_gate)
        {
            if (_current is { } current && current.Name == name)
                return current;
            var made = (name, new QuestionGenerator(World.Create(split, name.Seed), split, seed));
            _current = made;
            return made;
        }
    }
}
