using AgentTuning.Environments.KnowledgeGraph.Engines;
using AgentTuning.Environments.KnowledgeGraph.Programs;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>The seven tools of one episode, and the hidden eighth, with the variables that they make.</summary>
/// <param name="engine">Answers their queries.</param>
/// <param name="ontology">Which predicates they list.</param>
/// <param name="rules">Which ids and intersections they take.</param>
/// <param name="fetchesLists">True where a tool fetches the list that it needs itself (function-calling edition); otherwise the agent must have done so.</param>
sealed class KnowledgeTools(IKnowledgeEngine engine, KnowledgeOntology ontology, TypeRules rules, bool fetchesLists)
{
    static readonly Dictionary<string, int> ArgumentCounts = new(StringComparer.Ordinal)
    {
        ["get_relations"] = 1,
        ["get_neighbors"] = 2,
        ["intersection"] = 2,
        ["union"] = 2,
        ["get_attributes"] = 1,
        ["argmax"] = 2,
        ["argmin"] = 2,
        ["count"] = 1,
    };

    readonly Dictionary<string, IReadOnlyList<string>> _relations = new(StringComparer.Ordinal);
    readonly Dictionary<string, IReadOnlyList<string>> _attributes = new(StringComparer.Ordinal);
    readonly List<KnowledgeVariable> _variables = [];

    /// <summary>The variables so far.</summary>
    public IReadOnlyList<KnowledgeVariable> Variables => _variables;

    /// <summary>True for the name of a tool.</summary>
    public static bool Has(string name) => ArgumentCounts.ContainsKey(name);

    /// <summary>Calls a tool.</summary>
    /// <returns>What the agent reads, without <c>Observation: </c>.</returns>
    /// <exception cref="ToolFailedException">The tool refuses the arguments.</exception>
    /// <exception cref="QueryFailedException">The query cannot be run.</exception>
    public async Task<string> CallAsync(string name, IReadOnlyList<ToolArgument> arguments, CancellationToken cancellationToken)
    {
        if (!ArgumentCounts.TryGetValue(name, out var count))
            throw new ToolFailedException($"Function {name} does not exist");
        if (arguments.Count != count)
            throw new ToolFailedException($"{name}: takes {count} arguments and got {arguments.Count}");
        var first = arguments[0];
        var isRelation = name is "get_relations" or "get_neighbors";
        if (isRelation)
            CheckThing(first, name);
        else if (arguments.Take(name is "intersection" or "union" ? 2 : 1).Any(argument => argument.Variable is null))
            throw new ToolFailedException($"{name}: variable must be a variable");
        return name switch
        {
            "get_relations" => List(await RelationsAsync(first, cancellationToken)),
            "get_attributes" => List(await AttributesAsync(first, cancellationToken)),
            "get_neighbors" => await NeighborsAsync(first, arguments[1].Text, cancellationToken),
            "intersection" or "union" => Combine(name, first.Variable!, arguments[1].Variable!),
            "count" => Count(first.Variable!),
            _ => await BestAsync(name, first, arguments[1].Text, cancellationToken),
        };
    }

    static string List(IReadOnlyList<string> names) => $"[{string.Join(", ", names)}]";

    void CheckThing(ToolArgument argument, string tool)
    {
        var pattern = rules == TypeRules.Strict ? Freebase.OfficialId() : Freebase.RelaxedId();
        if (argument.Variable is null && !pattern.IsMatch(argument.Text))
            throw new ToolFailedException($"{tool}: variable must be a variable or an entity");
    }

    async Task<IReadOnlyList<string>> RelationsAsync(ToolArgument argument, CancellationToken cancellationToken)
    {
        var predicates = argument.Variable is { } variable
            ? await engine.PredicatesOfAsync(variable.Program, cancellationToken)
            : await engine.PredicatesOfAsync(argument.Text, cancellationToken);
        return _relations[argument.Key] = ontology.Relations(predicates);
    }

    async Task<IReadOnlyList<string>> AttributesAsync(ToolArgument argument, CancellationToken cancellationToken) =>
        _attributes[argument.Key] = ontology.Attributes(await engine.PredicatesOfAsync(argument.Variable!.Program, cancellationToken));

    async Task<string> NeighborsAsync(ToolArgument argument, string relation, CancellationToken cancellationToken)
    {
        if (!_relations.TryGetValue(argument.Key, out var listed))
            listed = fetchesLists ? await RelationsAsync(argument, cancellationToken) : [];
        if (!listed.Contains(relation, StringComparer.Ordinal))
            throw new ToolFailedException("get_neighbors: relation must be a relation of the variable");
        return Add(ontology.RangeOf(relation), KnowledgeProgram.Join(relation, argument.Variable?.Program ?? KnowledgeProgram.Entity(argument.Text)));
    }

    string Combine(string tool, KnowledgeVariable left, KnowledgeVariable right)
    {
        var type = left.Type == right.Type ? left.Type : rules == TypeRules.Relaxed ? ontology.Narrower(left.Type, right.Type) : null;
        if (type is null)
            throw new ToolFailedException($"{tool}: two variables must have the same type");
        CheckLength(left.Program.Text.Length + right.Program.Text.Length);
        return Add(type, tool == "union" ? KnowledgeProgram.Or(left.Program, right.Program) : KnowledgeProgram.And(left.Program, right.Program));
    }

    async Task<string> BestAsync(string tool, ToolArgument argument, string attribute, CancellationToken cancellationToken)
    {
        if (!_attributes.TryGetValue(argument.Key, out var listed))
            listed = fetchesLists ? await AttributesAsync(argument, cancellationToken) : [];
        if (!listed.Contains(attribute, StringComparer.Ordinal))
            throw new ToolFailedException($"{tool}: attribute must be an attribute of the variable");
        return Add(argument.Variable!.Type, KnowledgeProgram.Best(tool == "argmax", argument.Variable.Program, attribute));
    }

    string Count(KnowledgeVariable variable)
    {
        _variables.Add(new KnowledgeVariable("type.int", KnowledgeProgram.Count(variable.Program)));
        return $"variable #{_variables.Count - 1}, which is a number";
    }

    string Add(string type, KnowledgeProgram program)
    {
        CheckLength(program.Text.Length);
        _variables.Add(new KnowledgeVariable(type, program));
        return $"variable #{_variables.Count - 1}, which are instances of {type}";
    }

    static void CheckLength(int characters)
    {
        if (characters > KnowledgeProgram.MostCharacters)
            throw new QueryFailedException($"The program has {characters} characters, expected at most {KnowledgeProgram.MostCharacters}.");
    }
}
