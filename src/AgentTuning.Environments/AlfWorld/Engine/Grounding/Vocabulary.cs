using AgentTuning.Environments.AlfWorld.Engine.Pddl;

namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>The numbers of predicates and constants of one game.</summary>
sealed class Vocabulary
{
    readonly Dictionary<string, int> _predicates = new(StringComparer.Ordinal);
    readonly HashSet<string> _typePredicates;

    public Vocabulary(PddlDomain domain, PddlProblem problem)
    {
        Predicates = [.. domain.Predicates.Keys.Concat(problem.Facts.Select(fact => fact.Predicate)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        for (var i = 0; i < Predicates.Count; i++)
            _predicates.Add(Predicates[i], i);
        _typePredicates = [.. domain.Types.Select(type => type.Name).Where(name => domain.Predicates[name] == 1 && !domain.DeclaredPredicates.Contains(name))];
        Constants = new ConstantTable(domain, problem.Objects, domain.Actions.SelectMany(MentionedBy).Concat(MentionedBy(problem.Goal)));
        if (Constants.Count > GameLimits.Constants)
            throw new InvalidDataException($"The domain and the problem name {Constants.Count} constants, at most {GameLimits.Constants} are allowed.");
    }

    /// <summary>The names in ordinal order.</summary>
    public IReadOnlyList<string> Predicates { get; }

    public ConstantTable Constants { get; }

    public int PredicateNumber(string name) => _predicates[name];

    /// <summary>The number of a predicate, or -1.</summary>
    public int FindPredicate(string name) => _predicates.GetValueOrDefault(name, -1);

    /// <summary>Whether a predicate is a type's name, used as a test.</summary>
    public bool IsType(string predicate) => _typePredicates.Contains(predicate);

    static IEnumerable<string> MentionedBy(PddlAction action) =>
        MentionedBy(action.Precondition).Concat(action.Effects.SelectMany(effect => MentionedBy(effect.Condition).Concat(MentionedBy(effect.Literal.Atom))));

    static IEnumerable<string> MentionedBy(PddlCondition condition) => condition switch
    {
        PddlCondition.Atom atom => atom.Terms.Where(term => !term.StartsWith('?')),
        PddlCondition.Negation negation => MentionedBy(negation.Inner),
        PddlCondition.Conjunction conjunction => conjunction.Parts.SelectMany(MentionedBy),
        PddlCondition.Disjunction disjunction => disjunction.Parts.SelectMany(MentionedBy),
        PddlCondition.Existential existential => MentionedBy(existential.Inner),
        PddlCondition.Universal universal => MentionedBy(universal.Inner),
        _ => [],
    };
}
