using AgentTuning.Environments.AlfWorld.Engine.General;
using AgentTuning.Environments.AlfWorld.Engine.Grounding;
using AgentTuning.Environments.AlfWorld.Engine.Text;

namespace AgentTuning.Environments.AlfWorld.Engine.Compiled;

/// <summary>Writes the commands of all operators, where these do not depend on the state.</summary>
sealed class CommandWriter
{
    readonly GeneralHouse _house;
    readonly TextInterpreter _interpreter;

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
            return _interpreter.Write(_house.TextOf(item).Template, _house.Bindings(item), _house.Facts.First);
        switch (parameters.Length)
        {
            case 0:
                return texts[0];
            case 1:
                return string.Concat(texts[0], _house.ShownNames[item.Arguments[parameters[0]]], texts[1]);
            default:
                var parts = new string[texts.Length + parameters.Length];
                for (var i = 0; i < parts.Length; i++)
                    parts[i] = (i & 1) == 0 ? texts[i >> 1] : _house.ShownNames[item.Arguments[parameters[i >> 1]]];
                return string.Concat(parts);
        }
    }

    // Words and names of parameters, as all released games have it.
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
            var parameter = action.Parameters.Count - 1;
            while (parameter >= 0 && action.Parameters[parameter].Name.Trim('?') != variable)
                parameter--;
            if (parameter < 0)
                return null;
            parameters.Add(parameter);
            texts.Add("");
        }

        return ([.. texts], [.. parameters]);
    }
}
