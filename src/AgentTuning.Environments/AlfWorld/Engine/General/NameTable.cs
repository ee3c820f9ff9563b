using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Engine.General;

/// <summary>Gives constants the names that ALFWorld shows: their class and a number.</summary>
static class NameTable
{
    const string Separator = "_bar_";

    public static GameNames Create(PddlProblem problem, bool isRaw)
    {
        var named = new HashSet<string>(problem.AssignedConstants, StringComparer.Ordinal);
        foreach (var fact in problem.Facts)
            for (var i = 0; i < fact.Arguments.Count; i++)
                named.Add(fact.Arguments[i]);
        string[] ids = [.. named];
        Array.Sort(ids, StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (isRaw)
        {
            foreach (var id in ids)
                names.Add(id, id);
            return new GameNames(names);
        }

        // The first id in order takes the highest number of its class.
        var left = ids.Select(ClassOf).OfType<string>().CountBy(name => name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var id in ids)
            names.Add(id, ClassOf(id) is { } name ? $"{Readable(name)} {left[name]--}" : Readable(id) + " ");
        return new GameNames(names);
    }

    // Null where an id has no class and is not numbered.
    static string? ClassOf(string id)
    {
        var end = id.IndexOf(Separator, StringComparison.Ordinal);
        if (end < 0)
            return null;
        return id.Contains("basin", StringComparison.Ordinal) ? id[..end] + "basin" : id[..end];
    }

    static string Readable(string id) => id
        .Replace(Separator, "|", StringComparison.Ordinal)
        .Replace("_minus_", "-", StringComparison.Ordinal)
        .Replace("_plus_", "+", StringComparison.Ordinal)
        .Replace("_dot_", ".", StringComparison.Ordinal)
        .Replace("_comma_", ",", StringComparison.Ordinal);
}
