using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>Finds every operator whose precondition can be met when deletions are ignored, and every atom that these add.</summary>
sealed class Grounder
{
    readonly PddlDomain _domain;
    readonly Vocabulary _vocabulary;
    readonly string _place;
    readonly List<ActionSchema> _schemas = [];
    readonly List<Clause> _goal;
    readonly int[] _goalTypes;
    readonly bool[] _isFluent;
    readonly FactStore _initial;
    readonly FactStore _reached;
    readonly ClauseMatcher _matcher;

    // What the last visit of each action found, one match after the other; null where that is too much to keep.
    readonly List<int>?[] _bindings;

    Grounder(GameFile file)
    {
        (_domain, _place) = (file.Domain, file.Source);
        _vocabulary = new Vocabulary(_domain, file.Problem);
        var normalizer = new Normalizer(_vocabulary, _place);
        for (var i = 0; i < _domain.Actions.Count; i++)
            _schemas.AddRange(normalizer.Normalize(_domain.Actions[i], i));
        (_goal, _goalTypes) = normalizer.NormalizeGoal(file.Problem.Goal);
        _isFluent = new bool[_vocabulary.Predicates.Count];
        foreach (var effect in _schemas.SelectMany(schema => schema.Effects))
            _isFluent[effect.Change.Number] = true;
        _initial = new FactStore(_vocabulary.Predicates.Count, constants: 0);
        _reached = new FactStore(_vocabulary.Predicates.Count, _vocabulary.Constants.Count);
        foreach (var fact in file.Problem.Facts)
        {
            int[] arguments = [.. fact.Arguments.Select(_vocabulary.Constants.NumberOf)];
            _initial.Add(_vocabulary.PredicateNumber(fact.Predicate), arguments);
            _reached.Add(_vocabulary.PredicateNumber(fact.Predicate), arguments);
        }

        _matcher = new ClauseMatcher(_vocabulary, _reached, _place);
        _bindings = new List<int>?[_schemas.Count];
    }

    /// <exception cref="InvalidDataException">There is too much to list.</exception>
    public static GroundGame Ground(GameFile file)
    {
        var grounder = new Grounder(file);
        grounder.Reach();
        return grounder.Build();
    }

    // A round visits the actions for which facts were added since their last visit.
    void Reach()
    {
        var visited = new int[_schemas.Count];
        Array.Fill(visited, -1);
        bool isChanged;
        do
        {
            isChanged = false;
            for (var i = 0; i < _schemas.Count; i++)
            {
                var known = Known(_schemas[i]);
                if (known == visited[i])
                    continue;
                (visited[i], isChanged) = (known, true);
                _bindings[i] = Reach(_schemas[i]);
                if (_reached.Count > GameLimits.Atoms)
                    throw new InvalidDataException($"{_place}: more than {GameLimits.Atoms} facts can be reached.");
            }
        }
        while (isChanged);
    }

    int Known(ActionSchema schema)
    {
        _matcher.Count();
        var known = 0;
        foreach (var clause in schema.Effects.Select(effect => effect.Condition).Prepend(schema.Precondition))
        {
            foreach (var literal in clause.Literals)
            {
                if (literal is { Kind: LiteralKind.Fact, IsNegated: false })
                    known += _reached.Rows(literal.Number).Count;
            }
        }

        return known;
    }

    List<int>? Reach(ActionSchema schema)
    {
        var (binding, most) = (Unbound(schema.SlotTypes), GameLimits.Operators * schema.SlotTypes.Length);
        var found = new List<int>();
        _matcher.Match(schema.Precondition, SlotsOf(schema), schema.SlotTypes, binding, () =>
        {
            foreach (var effect in schema.Effects)
            {
                if (effect.Change.IsNegated)
                    continue;
                if (effect.IsPlain)
                    Add(effect.Change, binding);
                else
                    _matcher.Match(effect.Condition, effect.Slots, schema.SlotTypes, binding, () => Add(effect.Change, binding));
            }

            if (found.Count <= most)
                found.AddRange(binding);
        });
        return found.Count <= most && binding.Length > 0 ? found : null;
    }

    // The matches of an action when nothing more is reached.
    void Visit(int schema, Action<int[]> found)
    {
        var (action, binding) = (_schemas[schema], Unbound(_schemas[schema].SlotTypes));
        if (_bindings[schema] is { } known)
        {
            for (var start = 0; start < known.Count; start += binding.Length)
            {
                known.CopyTo(start, binding, 0, binding.Length);
                found(binding);
            }

            return;
        }

        _matcher.Match(action.Precondition, SlotsOf(action), action.SlotTypes, binding, () => found(binding));
    }

    void Add(ClauseLiteral change, int[] binding)
    {
        Span<int> arguments = stackalloc int[change.Terms.Length];
        ConditionGrounder.Fill(arguments, change.Terms, binding);
        _reached.Add(change.Number, arguments);
    }

    GroundGame Build()
    {
        var atoms = new AtomTable(_reached, _vocabulary.Predicates.Count, _isFluent);
        var conditions = new ConditionGrounder(_vocabulary, _matcher, _initial, atoms);
        var effects = new EffectGrounder(_matcher, conditions, atoms);
        var operators = new List<GroundOperator>(1024);
        for (var i = 0; i < _schemas.Count; i++)
        {
            var schema = _schemas[i];
            Visit(i, binding =>
            {
                if (effects.Ground(schema, binding) is { } found)
                    operators.Add(found);
                if (operators.Count > GameLimits.Operators)
                    throw new InvalidDataException($"{_place}: there are more than {GameLimits.Operators} operators; '{schema.Action.Name}' is one of the actions that make them.");
            });
        }

        var goal = new List<GroundCondition>();
        foreach (var clause in _goal)
        {
            var binding = Unbound(_goalTypes);
            _matcher.Match(clause, clause.Slots, _goalTypes, binding, () =>
            {
                if (conditions.Ground(clause, _goalTypes, binding) is { } condition)
                    goal.Add(condition);
            });
        }

        var sorted = operators.ToArray();
        new OperatorOrder([.. _domain.Actions.Select(action => action.Name)], atoms, _vocabulary.Predicates).Sort(sorted);
        return new GroundGame
        {
            Domain = _domain,
            Vocabulary = _vocabulary,
            Initial = _initial,
            Atoms = atoms,
            Operators = sorted,
            NameCount = Name(sorted),
            Goal = goal.Exists(condition => condition.IsAlways) ? [GroundCondition.True] : [.. goal],
            FirstState = FirstState(atoms),
        };
    }

    static int Name(GroundOperator[] operators)
    {
        var names = new Dictionary<(int Action, ulong First, string More), int>(operators.Length);
        foreach (var item in operators)
        {
            var first = Math.Min(item.Arguments.Length, GameLimits.Arguments);
            var more = first == item.Arguments.Length ? "" : string.Join(' ', item.Arguments[first..]);
            var key = (item.Action, FactStore.Key(item.Arguments.AsSpan(0, first)), more);
            names.TryAdd(key, names.Count);
            item.Name = names[key];
        }

        return names.Count;
    }

    ulong[] FirstState(AtomTable atoms)
    {
        var state = new ulong[atoms.Words];
        for (var atom = 0; atom < atoms.Count; atom++)
        {
            if (_initial.Contains(atoms.PredicateOf(atom), atoms.ArgumentsOf(atom)))
                state[atom >> 6] |= 1UL << atom;
        }

        return state;
    }

    static List<int> SlotsOf(ActionSchema schema) => [.. Enumerable.Range(0, schema.Action.Parameters.Count), .. schema.Precondition.Slots];

    static int[] Unbound(int[] types)
    {
        var binding = new int[types.Length];
        Array.Fill(binding, -1);
        return binding;
    }
}
