namespace AgentTuning.Environments.AlfWorld.Engine.Pddl;

/// <summary>Reads conditions and effects.</summary>
/// <param name="predicates">The declared predicates with the number of their arguments; types count as predicates of one.</param>
/// <param name="place">What errors call the text.</param>
sealed class ConditionReader(IReadOnlyDictionary<string, int> predicates, string place)
{
    static readonly PddlCondition Always = new PddlCondition.Conjunction([]);

    public PddlCondition ReadCondition(PddlNode node)
    {
        if (!node.IsList)
            throw Fault(node, "a condition in parentheses");
        if (node.Items.Count == 0)
            return Always;
        switch (node.Head)
        {
            case "and":
                return new PddlCondition.Conjunction([.. node.Items.Skip(1).Select(ReadCondition)]);
            case "or":
                return new PddlCondition.Disjunction([.. node.Items.Skip(1).Select(ReadCondition)]);
            case "not":
                return new PddlCondition.Negation(ReadCondition(Only(node, 1)[1]));
            case "imply":
                var both = Only(node, 2);
                return new PddlCondition.Disjunction([new PddlCondition.Negation(ReadCondition(both[1])), ReadCondition(both[2])]);
            case "exists":
                return new PddlCondition.Existential(TypedWords.ReadParameters(Only(node, 2)[1], place), ReadCondition(node.Items[2]));
            case "forall":
                return new PddlCondition.Universal(TypedWords.ReadParameters(Only(node, 2)[1], place), ReadCondition(node.Items[2]));
            default:
                return ReadAtom(node);
        }
    }

    /// <summary>Reads an effect. Of an addition and a deletion of the same atom under the same condition, the addition stays.</summary>
    public List<PddlEffect> ReadEffects(PddlNode node)
    {
        var effects = new List<PddlEffect>();
        AddEffects(node, [], Always, effects);
        return effects;
    }

    void AddEffects(PddlNode node, IReadOnlyList<PddlParameter> variables, PddlCondition condition, List<PddlEffect> effects)
    {
        if (!node.IsList)
            throw Fault(node, "an effect in parentheses");
        switch (node.Head)
        {
            case null when node.Items.Count == 0:
                break;
            case "and":
                foreach (var part in node.Items.Skip(1))
                    AddEffects(part, variables, condition, effects);
                break;
            case "forall":
                AddEffects(Only(node, 2)[2], [.. variables, .. TypedWords.ReadParameters(node.Items[1], place)], condition, effects);
                break;
            case "when":
                var when = ReadCondition(Only(node, 2)[1]);
                AddEffects(node.Items[2], variables, ReferenceEquals(condition, Always) ? when : new PddlCondition.Conjunction([condition, when]), effects);
                break;
            case "increase":
                if (Only(node, 2)[1].Head != "total-cost")
                    throw Fault(node, "(increase (total-cost) ...), the only number that can change");
                break;
            case "not":
                effects.Add(new PddlEffect(variables, condition, new PddlLiteral(ReadAtom(Only(node, 1)[1]), IsDeleted: true)));
                break;
            default:
                effects.Add(new PddlEffect(variables, condition, new PddlLiteral(ReadAtom(node), IsDeleted: false)));
                break;
        }
    }

    PddlCondition.Atom ReadAtom(PddlNode node)
    {
        if (node.Head is not { } predicate)
            throw Fault(node, "a predicate with its arguments");
        if (!predicates.TryGetValue(predicate, out var arity))
            throw new InvalidDataException($"{place} line {node.Line}: the predicate '{predicate}' is not declared in :predicates.");
        if (node.Items.Count - 1 != arity)
            throw new InvalidDataException($"{place} line {node.Line}: the predicate '{predicate}' has {node.Items.Count - 1} arguments, expected {arity}.");
        var terms = new string[arity];
        for (var i = 0; i < arity; i++)
            terms[i] = node.Items[i + 1].Word ?? throw Fault(node.Items[i + 1], "a variable or a constant");
        return new PddlCondition.Atom(predicate, terms);
    }

    IReadOnlyList<PddlNode> Only(PddlNode node, int parts) =>
        node.Items.Count == parts + 1 ? node.Items : throw Fault(node, $"{parts} part{(parts == 1 ? "" : "s")} after '{node.Head}', not {node.Items.Count - 1}");

    InvalidDataException Fault(PddlNode node, string wanted) => new($"{place} line {node.Line}: {node} was found, expected {wanted}.");
}
