using AgentTuning.Tasks;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Makes a problem of a category: tables are drawn until one yields it.</summary>
/// <param name="tables">Makes the tables.</param>
sealed class ProblemGenerator(TableGenerator tables)
{
    const int MostAttempts = 1000;
    const int DrawsPerTable = 3;

    /// <summary>The benchmark's categories with their number in its 300 tasks.</summary>
    static readonly (string Category, int Count)[] Categories =
    [
        ("INSERT", 100), ("UPDATE", 100), ("other", 17), ("counting", 17), ("comparison", 17), ("ranking", 17),
        ("aggregation-SUM", 8), ("aggregation-MIN", 8), ("aggregation-MAX", 8), ("aggregation-AVG", 8),
    ];

    /// <summary>The categories that ask and change nothing.</summary>
    public static IReadOnlyList<string> Questions { get; } = [.. Categories.Select(entry => entry.Category).Where(name => name is not ("INSERT" or "UPDATE"))];

    /// <summary>A problem of a category and its table.</summary>
    public (GeneratedTable Table, GeneratedProblem Problem) Create(Random random, string category)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var table = tables.Create(random);
            for (var draw = 0; draw < DrawsPerTable; draw++)
            {
                if (Draw(new ProblemDraft(table, random), category) is { } problem)
                    return (table, problem);
            }
        }

        throw new InvalidOperationException($"No table in {MostAttempts} yields a problem of category {category}.");
    }

    /// <summary>A problem over two tables.</summary>
    public (GeneratedTable First, GeneratedTable Second, GeneratedProblem Problem) CreateJoin(Random random)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var table = tables.Create(random);
            if (JoinProblems.Create(new ProblemDraft(table, random), tables.Names) is var (second, problem))
                return (table, second, problem);
        }

        throw new InvalidOperationException($"No table in {MostAttempts} yields a problem over two tables.");
    }

    /// <summary>
    /// The category of a task by its number. Steps of the golden ratio through the benchmark's proportions keep every stretch of tasks balanced,
    /// so that a small test set has the same proportions as a large one.
    /// </summary>
    public static string CategoryOf(int seed, TaskSplit split, int index)
    {
        const double GoldenRatio = 0.6180339887498949;
        var start = RandomDraws.Seeded(seed, 100 + (int)split, 0).NextDouble();
        var position = (start + (index * GoldenRatio)) % 1 * 300;
        foreach (var (category, count) in Categories)
        {
            if (position < count)
                return category;
            position -= count;
        }

        return Categories[^1].Category;
    }

    static GeneratedProblem? Draw(ProblemDraft draft, string category) => category switch
    {
        "INSERT" => InsertProblems.Create(draft),
        "UPDATE" => UpdateProblems.Create(draft),
        "DELETE" => UpdateProblems.Delete(draft),
        "other" => LookupProblems.Create(draft),
        "counting" => CountingProblems.Create(draft),
        "comparison" => ComparisonProblems.Create(draft),
        "ranking" => RankingProblems.Create(draft),
        _ => AggregationProblems.Create(draft, category["aggregation-".Length..]),
    };
}
