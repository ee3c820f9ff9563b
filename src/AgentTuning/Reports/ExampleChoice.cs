namespace AgentTuning.Reports;

/// <summary>A task chosen to be read.</summary>
/// <param name="Title">Why.</param>
/// <param name="Columns">Each model that played it.</param>
sealed record ExampleChoice(string Title, IReadOnlyList<(string Model, PlayedTask Played)> Columns)
{
    const int Wanted = 3;

    /// <summary>Chooses at most three tasks: what was won, what was lost or stayed unsolved; of different categories where there are some.</summary>
    /// <param name="models">In the order in which they are shown.</param>
    /// <param name="played">For each model, its tasks in the order of the file.</param>
    public static IReadOnlyList<ExampleChoice> Choose(IReadOnlyList<string> models, IReadOnlyDictionary<string, List<PlayedTask>> played)
    {
        string[] present = [.. models.Where(played.ContainsKey)];
        if (present.Length == 0)
            return [];
        var tasks = Common(present, played);
        return present.Length == 1
            ? Pick(tasks, [("Solved", columns => columns[0].Played.IsSolved, 2), ("Not solved", columns => !columns[0].Played.IsSolved, 2)])
            : Pick(tasks,
            [
                ($"Solved by {present[^1]} only", columns => columns[^1].Played.IsSolved && !columns[0].Played.IsSolved, 2),
                ($"Solved by {present[0]} only", columns => columns[0].Played.IsSolved && !columns[^1].Played.IsSolved, 1),
                ("Solved by none", columns => columns.All(column => !column.Played.IsSolved), 2),
                ("Solved by all", columns => columns.All(column => column.Played.IsSolved), 3),
            ]);
    }

    static List<IReadOnlyList<(string Model, PlayedTask Played)>> Common(string[] models, IReadOnlyDictionary<string, List<PlayedTask>> played)
    {
        var byTask = models.Skip(1).Select(model => (model, tasks: played[model].ToDictionary(task => task.Task, StringComparer.Ordinal))).ToArray();
        return
        [
            .. played[models[0]]
                .Where(first => byTask.All(other => other.tasks.ContainsKey(first.Task)))
                .Select(first => (IReadOnlyList<(string, PlayedTask)>)[(models[0], first), .. byTask.Select(other => (other.model, other.tasks[first.Task]))]),
        ];
    }

    static List<ExampleChoice> Pick(
        List<IReadOnlyList<(string Model, PlayedTask Played)>> tasks,
        IEnumerable<(string Title, Func<IReadOnlyList<(string Model, PlayedTask Played)>, bool> IsWanted, int Most)> reasons)
    {
        var chosen = new List<ExampleChoice>();
        foreach (var (title, isWanted, most) in reasons)
        {
            var matching = tasks.Where(isWanted).ToArray();
            var varied = matching.DistinctBy(columns => columns[0].Played.Category).Concat(matching).Distinct();
            chosen.AddRange(varied.Take(Math.Min(most, Wanted - chosen.Count)).Select(columns => new ExampleChoice(title, columns)));
        }
        return chosen;
    }
}
