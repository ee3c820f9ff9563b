using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>Brings conditions into clauses joined by "or", without "exists" (its variables become slots) and with "forall" as conditions of their own.</summary>
/// <remarks>The steps are those of Fast Downward, because which operators exist depends on them.</remarks>
sealed class Normalizer(Vocabulary vocabulary, string place)
{
    readonly List<int> _slotTypes = [];
    int _universals;

    public List<ActionSchema> Normalize(PddlAction action, int number)
    {
        _slotTypes.Clear();
        var scope = new Dictionary<string, int>(StringComparer.Ordinal);
        Declare(action.Parameters, scope);
        var preconditions = Clauses(action.Precondition, isNegated: false, scope);
        var effects = new List<EffectSchema>();
        foreach (var effect in action.Effects)
        {
            var inner = new Dictionary<string, int>(scope, StringComparer.Ordinal);
            var slots = Declare(effect.Variables, inner);
            if (vocabulary.IsType(effect.Literal.Atom.Predicate) || effect.Literal.Atom.Predicate == "=")
                throw new InvalidDataException($"{place}: the action '{action.Name}' changes '{effect.Literal.Atom.Predicate}', which is a type or '='.");
            var change = ReadAtom(effect.Literal.Atom, effect.Literal.IsDeleted, inner);
            effects.AddRange(Clauses(effect.Condition, isNegated: false, inner).Select(condition => new EffectSchema([.. slots, .. condition.Slots], condition, change)));
        }

        var types = _slotTypes.ToArray();
        return [.. preconditions.Select(precondition => new ActionSchema(action, number, types, precondition, effects))];
    }

    /// <summary>The clauses of the goal, and the types of their slots.</summary>
    public (List<Clause> Clauses, int[] SlotTypes) NormalizeGoal(PddlCondition goal)
    {
        _slotTypes.Clear();
        var clauses = Clauses(goal, isNegated: false, []);
        return (clauses, [.. _slotTypes]);
    }

    List<int> Declare(IReadOnlyList<PddlParameter> parameters, Dictionary<string, int> scope)
    {
        var slots = new List<int>();
        foreach (var parameter in parameters)
        {
            slots.Add(_slotTypes.Count);
            scope[parameter.Name] = _slotTypes.Count;
            _slotTypes.Add(vocabulary.Constants.TypeNumber(parameter.Type));
            if (_slotTypes.Count > GameLimits.Slots)
                throw new InvalidDataException($"{place}: an action or the goal has more than {GameLimits.Slots} variables.");
        }

        return slots;
    }

    List<Clause> Clauses(PddlCondition condition, bool isNegated, Dictionary<string, int> scope)
    {
        return condition switch
        {
            PddlCondition.Negation negation => Clauses(negation.Inner, !isNegated, scope),
            PddlCondition.Atom atom => [new Clause([ReadAtom(atom, isNegated, scope)], [], [])],
            PddlCondition.Conjunction { Parts: var parts } => isNegated ? Any(parts, isNegated, scope) : All(parts, isNegated, scope),
            PddlCondition.Disjunction { Parts: var parts } => isNegated ? All(parts, isNegated, scope) : Any(parts, isNegated, scope),
            PddlCondition.Existential existential => Quantified(existential.Variables, existential.Inner, isForall: isNegated, isNegated, scope),
            PddlCondition.Universal universal => Quantified(universal.Variables, universal.Inner, isForall: !isNegated, isNegated, scope),
            _ => throw new InvalidDataException($"{place}: a condition of kind {condition.GetType().Name} is not supported."),
        };
    }

    List<Clause> Any(IReadOnlyList<PddlCondition> parts, bool isNegated, Dictionary<string, int> scope)
    {
        var clauses = new List<Clause>();
        foreach (var part in parts)
        {
            clauses.AddRange(Clauses(part, isNegated, scope));
            CheckCount(clauses.Count);
        }

        return clauses;
    }

    List<Clause> All(IReadOnlyList<PddlCondition> parts, bool isNegated, Dictionary<string, int> scope)
    {
        List<Clause> clauses = [Clause.True];
        foreach (var part in parts)
        {
            var further = Clauses(part, isNegated, scope);
            CheckCount((long)clauses.Count * further.Count);
            clauses = [.. clauses.SelectMany(clause => further.Select(other => Join(clause, other)))];
        }

        return clauses;
    }

    Clause Join(Clause left, Clause right)
    {
        if (ReferenceEquals(left, Clause.True))
            return right;
        if (left.Literals.Count + right.Literals.Count + left.Universals.Count + right.Universals.Count > GameLimits.Literals)
            throw new InvalidDataException($"{place}: a condition joins more than {GameLimits.Literals} literals by 'and'.");
        return new([.. left.Literals, .. right.Literals], [.. left.Slots, .. right.Slots], [.. left.Universals, .. right.Universals]);
    }

    List<Clause> Quantified(IReadOnlyList<PddlParameter> variables, PddlCondition inner, bool isForall, bool isNegated, Dictionary<string, int> scope)
    {
        var innerScope = new Dictionary<string, int>(scope, StringComparer.Ordinal);
        var first = _slotTypes.Count;
        var slots = Declare(variables, innerScope);
        var clauses = Clauses(inner, isForall ? !isNegated : isNegated, innerScope).ConvertAll(clause => clause with { Slots = [.. slots, .. clause.Slots] });
        if (!isForall)
            return clauses;
        var free = clauses.SelectMany(SlotsOf).Where(slot => slot < first).Distinct().Order().ToArray();
        return [new Clause([], [], [new Universal(_universals++, free, clauses)])];
    }

    static IEnumerable<int> SlotsOf(Clause clause) =>
        clause.Literals.SelectMany(literal => literal.Terms).Where(term => term >= 0).Concat(clause.Universals.SelectMany(universal => universal.FreeSlots));

    ClauseLiteral ReadAtom(PddlCondition.Atom atom, bool isNegated, Dictionary<string, int> scope)
    {
        var terms = new int[atom.Terms.Count];
        for (var i = 0; i < terms.Length; i++)
        {
            var term = atom.Terms[i];
            if (!term.StartsWith('?'))
                terms[i] = ~vocabulary.Constants.NumberOf(term);
            else if (!scope.TryGetValue(term, out terms[i]))
                throw new InvalidDataException($"{place}: the variable {term} in ({atom.Predicate} {string.Join(' ', atom.Terms)}) is not declared by a parameter or a quantifier.");
        }

        if (atom.Predicate == "=")
            return new ClauseLiteral(LiteralKind.Equal, -1, terms, isNegated);
        return vocabulary.IsType(atom.Predicate)
            ? new ClauseLiteral(LiteralKind.Type, vocabulary.Constants.TypeNumber(atom.Predicate), terms, isNegated)
            : new ClauseLiteral(LiteralKind.Fact, vocabulary.PredicateNumber(atom.Predicate), terms, isNegated);
    }

    void CheckCount(long count)
    {
        if (count > GameLimits.Clauses)
            throw new InvalidDataException($"{place}: a condition has more than {GameLimits.Clauses} alternatives once 'or' is multiplied out.");
    }
}
