namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>Reads the problem of a game file.</summary>
static class ProblemReader
{
    /// <exception cref="InvalidDataException">The text is not in the supported subset of PDDL, does not fit the domain, or is too large.</exception>
    public static PddlProblem Read(string text, PddlDomain domain, string place)
    {
        var root = PddlSyntax.Read(text, place);
        var name = PddlSections.Name(root, "problem", place);
        if (PddlSections.Find(root, ":domain", place) is not { Items: [_, { Word: { } domainName }] } || domainName != domain.Name)
            throw new InvalidDataException($"{place}: (:domain {domain.Name}) is missing, or names another domain.");
        foreach (var section in root.Items.Skip(2))
        {
            if (section.Head is not (":domain" or ":requirements" or ":objects" or ":init" or ":goal" or ":metric"))
                throw new InvalidDataException($"{place} line {section.Line}: {section} is not supported; a problem has :objects, :init and :goal.");
        }

        var types = domain.Types.Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        var objects = ReadObjects(PddlSections.Find(root, ":objects", place), domain, types, place);
        var init = PddlSections.Find(root, ":init", place) ?? throw new InvalidDataException($"{place}: there is no :init.");
        var goal = PddlSections.Find(root, ":goal", place) ?? throw new InvalidDataException($"{place}: there is no :goal.");
        if (goal.Items.Count != 2)
            throw new InvalidDataException($"{place} line {goal.Line}: :goal has {goal.Items.Count - 1} conditions, expected one.");
        var (facts, assigned) = ReadFacts(init, objects, place);
        return new PddlProblem
        {
            Name = name,
            Objects = objects,
            Facts = facts,
            AssignedConstants = assigned,
            Goal = new ConditionReader(domain.Predicates, place).ReadCondition(goal.Items[1]),
        };
    }

    static List<PddlObject> ReadObjects(PddlNode? section, PddlDomain domain, HashSet<string> types, string place)
    {
        List<PddlObject> objects = [.. domain.Constants];
        if (section is not null)
            objects.AddRange(TypedWords.Read(section.Items, 1, place).Select(word => new PddlObject(word.Word, word.Type)));
        if (objects.Count > GameLimits.Constants)
            throw new InvalidDataException($"{place}: there are {objects.Count} constants, at most {GameLimits.Constants} are allowed.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in objects)
        {
            if (!seen.Add(item.Id))
                throw new InvalidDataException($"{place}: the constant '{item.Id}' is declared twice.");
            if (!types.Contains(item.Type))
                throw new InvalidDataException($"{place}: the constant '{item.Id}' has type '{item.Type}', which the domain does not declare.");
        }

        return objects;
    }

    static (List<PddlFact> Facts, List<string> Assigned) ReadFacts(PddlNode init, List<PddlObject> objects, string place)
    {
        var declared = objects.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var (facts, assigned, denied) = (new List<PddlFact>(), new List<string>(), new HashSet<PddlFact>());
        var seen = new HashSet<PddlFact>();
        foreach (var node in init.Items.Skip(1))
        {
            switch (node.Head)
            {
                case "=":
                    // The value of a function, such as a distance. Only the constants that it names matter, for they are numbered with the others.
                    if (node.Items.Count == 3 && node.Items[1].IsList && node.Items[1].Head != "total-cost")
                        assigned.AddRange(ReadFact(node.Items[1], declared, place).Arguments);
                    break;
                case "not" when node.Items.Count == 2:
                    denied.Add(ReadFact(node.Items[1], declared, place));
                    break;
                default:
                    var fact = ReadFact(node, declared, place);
                    if (seen.Add(fact))
                        facts.Add(fact);
                    break;
            }
        }

        foreach (var fact in denied)
        {
            if (seen.Contains(fact))
                throw new InvalidDataException($"{place} line {init.Line}: {fact} is true and false.");
        }

        return (facts, assigned);
    }

    static PddlFact ReadFact(PddlNode node, HashSet<string> declared, string place)
    {
        if (node.Head is not { } predicate)
            throw new InvalidDataException($"{place} line {node.Line}: {node} was found in :init, expected a fact such as (opened fridge_1).");
        if (node.Items.Count - 1 > GameLimits.Arguments)
            throw new InvalidDataException($"{place} line {node.Line}: the fact '{predicate}' has {node.Items.Count - 1} arguments, at most {GameLimits.Arguments} are supported.");
        var arguments = new string[node.Items.Count - 1];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (node.Items[i + 1].Word is not { } word || !declared.Contains(word))
                throw new InvalidDataException($"{place} line {node.Line}: {node.Items[i + 1]} in the fact '{predicate}' is not a constant of :objects.");
            arguments[i] = word;
        }

        return new PddlFact(predicate, arguments);
    }
}
