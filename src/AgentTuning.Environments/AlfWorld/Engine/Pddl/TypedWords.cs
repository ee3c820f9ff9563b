namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>Reads lists such as <c>a b - t c</c>: what has no type has type <c>object</c>.</summary>
static class TypedWords
{
    public static List<(string Word, string Type)> Read(IReadOnlyList<PddlNode> items, int start, string place)
    {
        var result = new List<(string Word, string Type)>();
        var first = 0;
        for (var i = start; i < items.Count; i++)
        {
            if (items[i].Word is not { } word)
                throw new InvalidDataException($"{place} line {items[i].Line}: {items[i]} stands in a list of names; 'either' and nested lists are not supported.");
            if (word != "-")
            {
                result.Add((word, "object"));
                continue;
            }

            i++;
            if (i >= items.Count || items[i].Word is not { } type)
                throw new InvalidDataException($"{place} line {items[i - 1].Line}: a type name is expected after '-'.");
            for (; first < result.Count; first++)
                result[first] = (result[first].Word, type);
        }

        return result;
    }

    public static List<PddlParameter> ReadParameters(PddlNode list, string place)
    {
        if (!list.IsList)
            throw new InvalidDataException($"{place} line {list.Line}: {list} was found, expected a list of variables.");
        var words = Read(list.Items, 0, place);
        foreach (var (word, _) in words)
        {
            if (!word.StartsWith('?'))
                throw new InvalidDataException($"{place} line {list.Line}: '{word}' was found, expected a variable such as ?r.");
        }

        return [.. words.Select(word => new PddlParameter(word.Word, word.Type))];
    }
}
