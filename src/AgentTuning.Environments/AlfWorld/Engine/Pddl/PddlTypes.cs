namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>Reads <c>:types</c>. A type that is declared again keeps its first place.</summary>
static class PddlTypes
{
    public static List<PddlType> Read(PddlNode? section, string place)
    {
        var parents = new Dictionary<string, string?>(StringComparer.Ordinal) { ["object"] = null };
        var order = new List<string> { "object" };
        foreach (var (name, parent) in section is null ? [] : TypedWords.Read(section.Items, 1, place))
        {
            if (parents.TryAdd(name, parent))
                order.Add(name);
            if (parents.Count > GameLimits.Constants)
                throw new InvalidDataException($"{place} line {section!.Line}: there are more than {GameLimits.Constants} types.");
        }

        return [.. order.Select(name => new PddlType(name, Ancestors(name, parents, place)))];
    }

    static List<string> Ancestors(string name, Dictionary<string, string?> parents, string place)
    {
        var ancestors = new List<string>();
        for (var parent = parents[name]; parent is not null; parent = parents[parent])
        {
            if (parent == name || ancestors.Count > GameLimits.Depth)
                throw new InvalidDataException($"{place}: the type '{name}' is above itself, or stands under more than {GameLimits.Depth} types.");
            ancestors.Add(parent);
            if (!parents.ContainsKey(parent))
                throw new InvalidDataException($"{place}: the type '{parent}' above '{ancestors.ElementAtOrDefault(ancestors.Count - 2) ?? name}' is not declared.");
        }

        return ancestors;
    }
}
