using System.Globalization;

namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>What an agent does to answer a question: the calls of the tools, the s-expression, and what each variable holds.</summary>
/// <remarks>Variables hold what section 3.7 of the benchmark's rules says, since <see cref="QuestionRules"/> admits no thing of the question among them.</remarks>
sealed class QuestionProgram
{
    readonly World _world;
    readonly List<string> _actions = [];
    readonly List<IReadOnlyCollection<int>> _variables = [];

    /// <summary>Runs a question in a world.</summary>
    public QuestionProgram(World world, QuestionNode question)
    {
        _world = world;
        (Variable, Expression, Found) = Run(question);
    }

    /// <summary>The calls, with ids and variables as arguments.</summary>
    public IReadOnlyList<string> Actions => _actions;

    /// <summary>What each variable holds; that of a count holds what is counted.</summary>
    public IReadOnlyList<IReadOnlyCollection<int>> Variables => _variables;

    /// <summary>The variable of the answer.</summary>
    public string Variable { get; }

    /// <summary>The program as Freebase's data sets write it.</summary>
    public string Expression { get; }

    /// <summary>What is found; what is counted.</summary>
    public IReadOnlyCollection<int> Found { get; }

    /// <summary>True where a superlative has candidates without a value, fewer than three of them, or several that are best.</summary>
    public bool HasDoubtfulBest { get; private set; }

    /// <summary>True where an intersection keeps everything of one side.</summary>
    public bool HasIdleIntersection { get; private set; }

    ProgramPart Run(QuestionNode node) => node.Kind switch
    {
        NodeKind.Entity => new ProgramPart(node.Entity!.Id, node.Entity.Id, [node.Entity.Number]),
        NodeKind.Hop => node.Link!.Steps.Aggregate(Run(node.Parts[0]), Step),
        NodeKind.And => Intersect(Run(node.Parts[0]), Run(node.Parts[1])),
        NodeKind.Joint => Step(
            Intersect(Step(Run(node.Parts[0]), node.Joint!.First.Inverse), Step(Run(node.Parts[1]), node.Joint.Second.Inverse)), node.Joint.Exit.Relation),
        NodeKind.Best => Best(Run(node.Parts[0]), node.Attribute!.Name, node.IsMost),
        _ => Count(Run(node.Parts[0])),
    };

    ProgramPart Step(ProgramPart from, string relation)
    {
        _actions.Add($"get_relations({from.Variable})");
        _actions.Add($"get_neighbors({from.Variable},{relation})");
        return Keep($"(JOIN (R {relation}) {from.Expression})", _world.Follow(from.Found, relation));
    }

    ProgramPart Intersect(ProgramPart first, ProgramPart second)
    {
        _actions.Add($"intersection({first.Variable},{second.Variable})");
        var both = first.Found.Intersect(second.Found).ToList();
        HasIdleIntersection |= both.Count == first.Found.Count || both.Count == second.Found.Count;
        return Keep($"(AND {first.Expression} {second.Expression})", both);
    }

    ProgramPart Best(ProgramPart from, string attribute, bool isMost)
    {
        _actions.Add($"get_attributes({from.Variable})");
        _actions.Add($"{(isMost ? "argmax" : "argmin")}({from.Variable},{attribute})");
        var ordered = from.Found
            .Select(entity => (Entity: entity, Value: _world.Value(entity, attribute)?.Order))
            .OrderBy(pair => isMost ? -pair.Value : pair.Value)
            .ToList();
        HasDoubtfulBest |= ordered.Count < 3 || ordered.Exists(pair => pair.Value is null) || ordered[0].Value == ordered[1].Value;
        return Keep($"({(isMost ? "ARGMAX" : "ARGMIN")} {from.Expression} {attribute})", [.. ordered.Take(1).Select(pair => pair.Entity)]);
    }

    ProgramPart Count(ProgramPart from)
    {
        _actions.Add($"count({from.Variable})");
        return Keep($"(COUNT {from.Expression})", from.Found);
    }

    ProgramPart Keep(string expression, IReadOnlyCollection<int> found)
    {
        _variables.Add(found);
        return new ProgramPart(string.Create(CultureInfo.InvariantCulture, $"#{_variables.Count - 1}"), expression, found);
    }
}
