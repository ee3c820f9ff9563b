using System.Globalization;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>What a question is composed of, without its things and relations.</summary>
/// <param name="Kind">What the whole does.</param>
/// <param name="Parts">What it does it with.</param>
sealed record QuestionShape(NodeKind Kind, IReadOnlyList<QuestionShape> Parts)
{
    /// <summary>The shapes of Shapes.txt.</summary>
    public static IReadOnlyList<(string Name, int Weight, bool IsTestOnly, QuestionShape Shape)> All { get; } = [.. EmbeddedText.Lines("KnowledgeGraph/Generation/Shapes.txt").Select(Read)];

    /// <summary>The shape of a task by its number: steps of the golden ratio keep every stretch of tasks balanced.</summary>
    public static (string Name, QuestionShape Shape) Of(TaskSplit split, int seed, int index)
    {
        const double GoldenRatio = 0.6180339887498949;
        var shapes = All.Where(shape => split == TaskSplit.Test || !shape.IsTestOnly).ToList();
        var start = RandomDraws.Seeded(seed, 200 + (int)split, 0).NextDouble();
        var position = (start + (index * GoldenRatio)) % 1 * shapes.Sum(shape => shape.Weight);
        foreach (var (name, weight, _, shape) in shapes)
        {
            if (position < weight)
                return (name, shape);
            position -= weight;
        }

        return (shapes[^1].Name, shapes[^1].Shape);
    }

    /// <summary>A shape such as <c>and(hop(e),hop(e))</c>.</summary>
    public static QuestionShape Parse(string text)
    {
        var at = 0;
        return Parse(text, ref at);
    }

    static (string Name, int Weight, bool IsTestOnly, QuestionShape Shape) Read(string line)
    {
        var fields = line.Split(" | ");
        return (fields[0], int.Parse(fields[1], CultureInfo.InvariantCulture), fields[2] == "test", Parse(fields[3]));
    }

    static QuestionShape Parse(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
            at++;
        var name = text[start..at];
        var parts = new List<QuestionShape>();
        if (at < text.Length && text[at] == '(')
        {
            do
            {
                at++; // the bracket, or the comma
                parts.Add(Parse(text, ref at));
            }
            while (text[at] == ',');
            at++;
        }

        return new QuestionShape(name == "e" ? NodeKind.Entity : Enum.Parse<NodeKind>(name, ignoreCase: true), parts);
    }
}
