namespace AgentTuning.Environments.Tests.KnowledgeGraph.Official;

/// <summary>Brings s-expressions to one form: no class assertions, relations as the tools follow them, the parts of an intersection sorted.</summary>
static class GoldExpression
{
    public static string Normalize(string expression, IReadOnlyDictionary<string, string> reverse)
    {
        var at = 0;
        var tokens = expression.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Read();

        string Read()
        {
            if (tokens[at] != "(")
                return tokens[at++];
            at++;
            var name = tokens[at++];
            var parts = new List<string>();
            while (tokens[at] != ")")
                parts.Add(Read());
            at++;
            return name switch
            {
                "R" => parts[0] + "_inv",
                "JOIN" => $"(JOIN {Forward(parts[0])} {parts[1]})",
                "AND" => And(parts),
                _ => $"({name} {string.Join(' ', parts)})",
            };
        }

        string Forward(string relation) =>
            relation.EndsWith("_inv", StringComparison.Ordinal) ? relation[..^4] : reverse.GetValueOrDefault(relation, "the reverse of " + relation);
    }

    static string And(List<string> parts)
    {
        var flat = parts.Where(part => part[0] == '(').SelectMany(part => part.StartsWith("(AND ", StringComparison.Ordinal) ? Split(part[5..^1]) : [part])
            .Distinct().Order(StringComparer.Ordinal).ToList();
        return flat.Count == 1 ? flat[0] : $"(AND {string.Join(' ', flat)})";
    }

    static IEnumerable<string> Split(string parts)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < parts.Length; i++)
        {
            depth += parts[i] == '(' ? 1 : parts[i] == ')' ? -1 : 0;
            if (depth == 0 && parts[i] == ')')
            {
                yield return parts[start..(i + 1)].Trim();
                start = i + 1;
            }
        }
    }
}
