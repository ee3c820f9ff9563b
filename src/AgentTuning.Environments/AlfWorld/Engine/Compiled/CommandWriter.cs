using System.Runtime.InteropServices;
using AgentTuning.Environments.AlfWorld.Engine.General;
using AgentTuning.Environments.AlfWorld.Engine.Grounding;
using AgentTuning.Environments.AlfWorld.Engine.Pddl;
using AgentTuning.Environments.AlfWorld.Engine.Text;

namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>Writes the commands of all operators, where these do not depend on the state.</summary>
sealed class CommandWriter
{
    static readonly string[] ListSymbols = ["list_empty", "list_separator", "list_last_separator"];

    readonly GeneralHouse _house;
    readonly TextInterpreter _interpreter;
    readonly List<string> _parts = [];

    // By action: the parameters that a template of another form depends on.
    readonly Dictionary<int, int[]?> _mentioned = [];
    readonly Dictionary<(int Action, ulong Values), string> _written = [];

    // By action: pieces of text and, after each, the parameter that follows; null where a template is of another form.
    readonly Dictionary<int, (string[] Texts, int[] Parameters)?> _templates = [];

    CommandWriter(GeneralHouse house)
    {
        _house = house;
        _interpreter = new TextInterpreter(house.File.Grammar, house.Facts, house.PropertyOf);
    }

    /// <summary>All commands in ordinal order, and the number of each operator's.</summary>
    public static (string[] Commands, int[] CommandOf) Write(GeneralHouse house)
    {
        var writer = new CommandWriter(house);
        var operators = house.Game.Operators;
        var texts = new string?[house.Game.NameCount];
        foreach (var item in operators)
            texts[item.Name] ??= writer.Write(item);

        // Operators of one name have one command; several names may still share one.
        var names = new int[texts.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = i;
        Array.Sort(texts, names, StringComparer.Ordinal);
        var commands = new List<string>(texts.Length);
        var commandOfName = new int[texts.Length];
        for (var i = 0; i < names.Length; i++)
        {
            if (commands.Count == 0 || commands[^1] != texts[i])
                commands.Add(texts[i]!);
            commandOfName[names[i]] = commands.Count - 1;
        }

        return ([.. commands], Array.ConvertAll(operators, item => commandOfName[item.Name]));
    }

    string Write(GroundOperator item)
    {
        if (!_templates.TryGetValue(item.Action, out var template))
            _templates.Add(item.Action, template = Simplify(item));
        if (template is not var (texts, parameters))
            return Interpret(item);
        if (parameters.Length == 0)
            return texts[0];
        _parts.Clear();
        for (var i = 0; i < parameters.Length; i++)
        {
            _parts.Add(texts[i]);
            _parts.Add(_house.ShownNames[item.Arguments[parameters[i]]]);
        }

        _parts.Add(texts[^1]);
        return string.Concat((ReadOnlySpan<string>)CollectionsMarshal.AsSpan(_parts));
    }

    // Such as "go to [{r.name | receptacleatlocation(r, lend)}]", which is the same from wherever one goes.
    string Interpret(GroundOperator item)
    {
        if (!_mentioned.TryGetValue(item.Action, out var mentioned))
            _mentioned.Add(item.Action, mentioned = Mentioned(item));
        if (mentioned is null)
            return _interpreter.Write(_house.TextOf(item).Template, _house.Bindings(item), _house.Facts.First);
        Span<int> values = stackalloc int[mentioned.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = item.Arguments[mentioned[i]];
        var key = (item.Action, FactStore.Key(values));
        if (!_written.TryGetValue(key, out var text))
            _written.Add(key, text = _interpreter.Write(_house.TextOf(item).Template, _house.Bindings(item), _house.Facts.First));
        return text;
    }

    // The parameters that a text depends on; null where it may depend on all of them, as a new variable does, which must differ from each.
    int[]? Mentioned(GroundOperator item)
    {
        var grammar = _house.File.Grammar;
        var template = _house.TextOf(item).Template;
        var parameters = _house.Game.Domain.Actions[item.Action].Parameters;
        var mentioned = new HashSet<int>();
        foreach (var node in template.Select(node => node is TextNode.List list ? list.Items : node))
        {
            if (node is TextNode.Literal)
                continue;
            if (node is not TextNode.Repeat { Inner: TextNode.Value { Expression: TextExpression.Property property } } repeat)
                return null;
            mentioned.Add(Last(parameters, property.Variable));
            foreach (var placeholder in repeat.Query?.Facts.SelectMany(fact => fact.Placeholders) ?? [])
            {
                var parameter = Last(parameters, placeholder.Name);
                if (parameter < 0 || parameters[parameter].Type != placeholder.Type)
                    return null;
                mentioned.Add(parameter);
            }
        }

        var isFixed = !template.Any(node => node is TextNode.List) || ListSymbols.All(symbol => grammar.RulesOf(symbol)[0] is { Condition: null, Fault: null } rule && rule.Nodes.All(node => node is TextNode.Literal));
        return isFixed && !mentioned.Contains(-1) && mentioned.Count <= GameLimits.Arguments && parameters.Select(parameter => parameter.Name).Distinct(StringComparer.Ordinal).Count() == parameters.Count
            ? [.. mentioned]
            : null;
    }

    static int Last(IReadOnlyList<PddlParameter> parameters, string variable)
    {
        var last = parameters.Count - 1;
        while (last >= 0 && parameters[last].Name.Trim('?') != variable)
            last--;
        return last;
    }

    // Words and names of parameters, as most commands have it.
    (string[] Texts, int[] Parameters)? Simplify(GroundOperator item)
    {
        var action = _house.Game.Domain.Actions[item.Action];
        var (texts, parameters) = (new List<string> { "" }, new List<int>());
        foreach (var node in _house.TextOf(item).Template)
        {
            var plain = node is TextNode.Repeat { Query: null, Inner: var inner } ? inner : node;
            if (plain is TextNode.Literal literal)
            {
                texts[^1] += literal.Text;
                continue;
            }

            if (plain is not TextNode.Value { Expression: TextExpression.Property { Kind: TextProperty.Name, Variable: var variable } })
                return null;
            var parameter = Last(action.Parameters, variable);
            if (parameter < 0)
                return null;
            parameters.Add(parameter);
            texts.Add("");
        }

        return ([.. texts], [.. parameters]);
    }
}
