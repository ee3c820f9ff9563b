namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>Finds what an operator changes, and whether it changes anything at all: one that does not, does not exist.</summary>
/// <remarks>
/// A change is void where the precondition already asks for its outcome, and a deletion where the same atom is surely added. What is
/// left is what Fast Downward keeps, with a variable of two values per atom; the texts are told of all that is left.
/// </remarks>
sealed class EffectGrounder(ClauseMatcher matcher, ConditionGrounder conditions, AtomTable atoms)
{
    const int MaxCombinations = 4096;

    // By an atom's number times two, plus one where it is deleted.
    readonly GroundEffect?[] _plain = new GroundEffect?[atoms.Count * 2];
    readonly List<GroundEffect> _effects = [];
    readonly List<int> _reports = [];

    public GroundOperator? Ground(ActionSchema schema, int[] binding)
    {
        if (conditions.Ground(schema.Precondition, schema.SlotTypes, binding) is not { } precondition)
            return null;
        var effects = _effects;
        effects.Clear();
        foreach (var effect in schema.Effects)
        {
            if (effect.Slots.Count == 0)
                Add(effect, schema.SlotTypes, binding, effects);
            else
                matcher.Match(effect.Condition, effect.Slots, schema.SlotTypes, binding, () => Add(effect, schema.SlotTypes, binding, effects));
        }

        if (effects.Count > GameLimits.Effects)
            throw new InvalidDataException($"The action '{schema.Action.Name}' changes {effects.Count} facts at once, at most {GameLimits.Effects} are supported.");
        matcher.Count(effects.Count * (effects.Count / 8L));
        RemoveContradicted(effects);
        var reports = effects.TrueForAll(effect => effect.Condition.IsAlways) ? PlainReports(precondition, effects) : Reports(precondition, effects);
        if (reports.Length == 0)
            return null;
        return new GroundOperator
        {
            Action = schema.Number,
            Arguments = binding[..schema.Action.Parameters.Count],
            Precondition = precondition,
            Effects = DeletionsFirst(effects),
            Reports = reports,
        };
    }

    void Add(EffectSchema effect, int[] types, int[] binding, List<GroundEffect> effects)
    {
        Span<int> arguments = stackalloc int[effect.Change.Terms.Length];
        ConditionGrounder.Fill(arguments, effect.Change.Terms, binding);
        var atom = atoms.Find(effect.Change.Number, arguments);
        if (atom < 0)
            return;
        if (effect.IsPlain)
            effects.Add(_plain[(atom * 2) + (effect.Change.IsNegated ? 1 : 0)] ??= new GroundEffect(atom, effect.Change.IsNegated, GroundCondition.True));
        else if (conditions.Ground(effect.Condition, types, binding) is { } condition)
            effects.Add(new GroundEffect(atom, effect.Change.IsNegated, condition));
    }

    // What is added and deleted under the same condition stays.
    static void RemoveContradicted(List<GroundEffect> effects)
    {
        for (var i = effects.Count - 1; i >= 0; i--)
        {
            if (!effects[i].IsDeleted)
                continue;
            foreach (var other in effects)
            {
                if (other.IsDeleted || other.Atom != effects[i].Atom || !other.Condition.IsSame(effects[i].Condition))
                    continue;
                effects.RemoveAt(i);
                break;
            }
        }
    }

    static GroundEffect[] DeletionsFirst(List<GroundEffect> effects)
    {
        var ordered = new GroundEffect[effects.Count];
        var next = 0;
        foreach (var effect in effects)
        {
            if (effect.IsDeleted)
                ordered[next++] = effect;
        }

        foreach (var effect in effects)
        {
            if (!effect.IsDeleted)
                ordered[next++] = effect;
        }

        return ordered;
    }

    // Without conditions, a change is void only where the precondition asks for its outcome.
    int[] PlainReports(GroundCondition precondition, List<GroundEffect> effects)
    {
        var reports = _reports;
        reports.Clear();
        foreach (var effect in effects)
        {
            var report = (effect.Atom * 2) + (effect.IsDeleted ? 1 : 0);
            if (Array.BinarySearch(precondition.Literals, report) < 0 && !reports.Contains(report))
                reports.Add(report);
        }

        reports.Sort();
        return [.. reports];
    }

    static int[] Reports(GroundCondition precondition, List<GroundEffect> effects)
    {
        var reports = new List<int>();
        foreach (var atom in effects.Select(effect => effect.Atom).Distinct().Order())
        {
            var (isRequired, isForbidden) = (Array.BinarySearch(precondition.Literals, atom * 2) >= 0, Array.BinarySearch(precondition.Literals, (atom * 2) + 1) >= 0);
            var additions = effects.Where(effect => effect.Atom == atom && !effect.IsDeleted).Select(effect => effect.Condition).ToList();
            if (!isRequired && additions.Exists(condition => IsPossible(condition.Literals, precondition.Literals)))
                reports.Add(atom * 2);
            if (!isForbidden && effects.Exists(effect => effect.Atom == atom && effect.IsDeleted && CanDelete(atom, effect.Condition, additions, precondition)))
                reports.Add((atom * 2) + 1);
        }

        return [.. reports];
    }

    // A deletion is possible if the atom holds, its condition holds, and no addition of the atom happens.
    static bool CanDelete(int atom, GroundCondition condition, List<GroundCondition> additions, GroundCondition precondition)
    {
        if (additions.Exists(addition => addition.IsAlways))
            return false;
        List<int[]> worlds = [[atom * 2, .. condition.Literals]];
        foreach (var addition in additions.Where(addition => addition.Universals.Length == 0))
        {
            worlds = [.. worlds.SelectMany(world => addition.Literals.Select(literal => (int[])[.. world, literal ^ 1]))];
            if (worlds.Count > MaxCombinations)
                return true;
        }

        return worlds.Exists(world => IsConsistent(world) && IsPossible(world, precondition.Literals));
    }

    static bool IsPossible(int[] literals, int[] precondition)
    {
        foreach (var literal in literals)
        {
            if (Array.BinarySearch(precondition, literal ^ 1) >= 0)
                return false;
        }

        return true;
    }

    static bool IsConsistent(int[] world) => !Array.Exists(world, literal => world.Contains(literal ^ 1));
}
