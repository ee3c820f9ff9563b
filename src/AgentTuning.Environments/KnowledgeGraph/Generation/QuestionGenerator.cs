using System.Globalization;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>Endless questions over one world. Safe for several readers at once.</summary>
/// <param name="world">What is asked about.</param>
/// <param name="split">Some shapes stand in test only.</param>
/// <param name="seed">Of the questions.</param>
public sealed class QuestionGenerator(World world, TaskSplit split, int seed)
{
    const int MostAttempts = 20_000;

    readonly QuestionSampler _sampler = new(world);

    /// <summary>The shapes that stand in test only.</summary>
    public static IReadOnlyList<string> TestShapes { get; } = [.. QuestionShape.All.Where(shape => shape.IsTestOnly).Select(shape => shape.Name)];

    /// <summary>The question with a number from 0 on.</summary>
    public GeneratedQuestion Create(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var random = RandomDraws.Seeded(seed, 40 + (int)split, index);
        var (name, shape) = QuestionShape.Of(split, seed, index);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (_sampler.Draw(random, shape) is not { } question)
                continue;
            var program = new QuestionProgram(world, question);
            if (QuestionRules.Admits(question, program))
                return Write(random, name, question, program);
        }

        throw new InvalidOperationException($"The world of {world.EntityCount} things yields no question of the shape '{name}' in {MostAttempts} draws. Make it larger.");
    }

    GeneratedQuestion Write(Random random, string shape, QuestionNode question, QuestionProgram program) => new()
    {
        Text = new QuestionWording(world, random).Write(question, program.Found.Count == 1),
        Entities = [.. question.Entities.OrderBy(_ => random.Next()).Select(entity => new GeneratedEntity(entity.Name!, entity.Id))],
        Actions = [.. program.Actions],
        Expression = program.Expression,
        Answers = question.Kind == NodeKind.Count
            ? [new GeneratedAnswer(program.Found.Count.ToString(CultureInfo.InvariantCulture), null)]
            : [.. program.Found.Select(number => world.Entities[number]).OrderBy(entity => entity.Id, StringComparer.Ordinal).Select(entity => new GeneratedAnswer(entity.Id, entity.Name))],
        Shape = shape,
        Type = question.Type,
    };
}
