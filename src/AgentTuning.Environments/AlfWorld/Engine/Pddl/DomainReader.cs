namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>Reads the domain of a game file.</summary>
static class DomainReader
{
    /// <exception cref="InvalidDataException">The text is not in the supported subset of PDDL.</exception>
    public static PddlDomain Read(string text, string place)
    {
        var root = PddlSyntax.Read(text, place);
        var name = PddlSections.Name(root, "domain", place);
        var types = PddlTypes.Read(PddlSections.Find(root, ":types", place), place);
        var constants = PddlSections.Find(root, ":constants", place) is { } list ? TypedWords.Read(list.Items, 1, place) : [];
        var (predicates, declared) = ReadPredicates(PddlSections.Find(root, ":predicates", place), types, place);
        var reader = new ConditionReader(predicates, place);
        var actions = new List<PddlAction>();
        foreach (var section in root.Items.Skip(2))
        {
            if (section.Head == ":action")
                AddAction(section, reader, actions, place);
            else if (section.Head is not (":requirements" or ":types" or ":constants" or ":predicates" or ":functions"))
                throw new InvalidDataException($"{place} line {section.Line}: {section} is not supported; a domain has :types, :constants, :predicates, :functions and :action.");
        }

        return new PddlDomain
        {
            Name = name,
            Types = types,
            Constants = [.. constants.Select(constant => new PddlObject(constant.Word, constant.Type))],
            Predicates = predicates,
            DeclaredPredicates = declared,
            Actions = actions,
        };
    }

    static (Dictionary<string, int> Predicates, HashSet<string> Declared) ReadPredicates(PddlNode? section, List<PddlType> types, string place)
    {
        var predicates = new Dictionary<string, int>(StringComparer.Ordinal) { ["="] = 2 };
        foreach (var type in types)
            predicates[type.Name] = 1;
        var declared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in section?.Items.Skip(1) ?? [])
        {
            if (item.Head is not { } name)
                throw new InvalidDataException($"{place} line {item.Line}: {item} was found, expected a predicate such as (opened ?r - receptacle).");
            var arity = TypedWords.Read(item.Items, 1, place).Count;
            if (arity > GameLimits.Arguments)
                throw new InvalidDataException($"{place} line {item.Line}: the predicate '{name}' has {arity} arguments, at most {GameLimits.Arguments} are supported.");
            predicates[name] = arity;
            declared.Add(name);
        }

        return (predicates, declared);
    }

    static void AddAction(PddlNode section, ConditionReader reader, List<PddlAction> actions, string place)
    {
        if (section.Items.Count < 2 || section.Items[1].Word is not { } name)
            throw new InvalidDataException($"{place} line {section.Line}: an action needs a name after ':action'.");
        var parts = new Dictionary<string, PddlNode>(StringComparer.Ordinal);
        for (var i = 2; i < section.Items.Count; i += 2)
        {
            if (section.Items[i].Word is not (":parameters" or ":precondition" or ":effect") || i + 1 >= section.Items.Count || !parts.TryAdd(section.Items[i].Word!, section.Items[i + 1]))
                throw new InvalidDataException($"{place} line {section.Items[i].Line}: {section.Items[i]} was found in the action '{name}', expected :parameters, :precondition and :effect, each once and with its part.");
        }

        if (actions.Any(action => action.Name == name))
            throw new InvalidDataException($"{place} line {section.Line}: the action '{name}' is declared twice.");
        var effects = parts.TryGetValue(":effect", out var effect) ? reader.ReadEffects(effect) : [];
        if (effects.Count == 0)
            return;
        actions.Add(new PddlAction
        {
            Name = name,
            Parameters = parts.TryGetValue(":parameters", out var parameters) ? TypedWords.ReadParameters(parameters, place) : [],
            Precondition = parts.TryGetValue(":precondition", out var precondition) ? reader.ReadCondition(precondition) : new PddlCondition.Conjunction([]),
            Effects = effects,
        });
    }
}
