namespace AgentTuning.Templates.Jinja;

/// <summary>What follows a dot or stands in brackets, and calls. Jinja looks for a method first after a dot, and for an element first in brackets.</summary>
static class PythonAttributes
{
    static readonly string[] Changing =
    [
        "clear", "pop", "popitem", "setdefault", "update", "append", "extend", "insert", "remove", "reverse", "sort",
    ];

    /// <summary><c>value.name</c></summary>
    public static object? Attribute(object? value, string name)
    {
        if (value is Undefined undefined)
            throw undefined.Failure();
        if (Method(value, name) is { } method)
            return method;
        return value switch
        {
            JinjaDict dict => dict.TryGet(name, out var found) ? found : new Undefined(name),
            JinjaNamespace names => names[name],
            LoopState loop => loop.Get(name),
            Macro macro when name == "name" => new TracedText(macro.Name, TracedText.Template),
            _ => new Undefined(name),
        };
    }

    /// <summary><c>value[key]</c></summary>
    public static object? Item(object? value, object? key)
    {
        switch (value)
        {
            case Undefined undefined:
                throw undefined.Failure();
            case JinjaDict dict:
                if (JinjaDict.CanBeKey(key) && dict.TryGet(key, out var found))
                    return found;
                break;
            case IReadOnlyList<object?> list when PythonNumbers.IsInteger(key, out var place):
                var index = place < 0 ? place + list.Count : place;
                return index >= 0 && index < list.Count ? list[(int)index] : new Undefined(PythonText.Of(key).Text);
            case TracedText text when key is long at:
                return PythonValues.CharacterAt(text, at) ?? (object)new Undefined(PythonText.Of(key).Text);
        }

        return key is TracedText name ? Attribute(value, name.Text) : new Undefined(PythonText.Of(key).Text);
    }

    /// <summary><c>function(…)</c></summary>
    public static object? Call(object? function, CallArguments arguments, RenderBudget budget) => function switch
    {
        Callable callable => callable(arguments, budget),
        Macro macro => macro.Call(arguments, caller: null, budget),
        LoopState loop => loop.Recurse(arguments),
        Undefined undefined => throw undefined.Failure(),
        _ => throw new JinjaException($"A {PythonText.TypeName(function)} cannot be called."),
    };

    static Callable? Method(object? value, string name)
    {
        if (value is JinjaDict or List<object?> && Changing.Contains(name))
            return (_, _) => throw new JinjaException($"{name} changes a {PythonText.TypeName(value)}, and templates must not change what they are given.");
        return value switch
        {
            TracedText text => TextMethods.Find(text, name) ?? MoreTextMethods.Find(text, name),
            JinjaDict dict => DictMethod(dict, name),
            IReadOnlyList<object?> list => ListMethod(list, name),
            _ => null,
        };
    }

    static Callable? DictMethod(JinjaDict dict, string name) => name switch
    {
        "items" => (_, _) => dict.Select(pair => (object?)new JinjaTuple([JinjaDict.FromKey(pair.Key), pair.Value])).ToList(),
        "keys" => (_, _) => dict.Keys.ToList(),
        "values" => (_, _) => dict.Select(pair => pair.Value).ToList(),
        "get" => (arguments, _) => dict.TryGet(arguments.Require(0, "key"), out var value) ? value : arguments.Get(1, "default"),
        "copy" => (_, _) => Copy(dict),
        _ => null,
    };

    static Callable? ListMethod(IReadOnlyList<object?> list, string name) => name switch
    {
        "count" => (arguments, _) => (long)list.Count(item => PythonEquality.AreEqual(item, arguments.Require(0, "value"))),
        "index" => (arguments, _) => list.TakeWhile(item => !PythonEquality.AreEqual(item, arguments.Require(0, "value"))).Count() is var at && at < list.Count
            ? (long)at
            : throw new JinjaException("The value is not in the list."),
        "copy" when list is List<object?> => (_, _) => list.ToList(),
        _ => null,
    };

    static JinjaDict Copy(JinjaDict dict)
    {
        var copy = new JinjaDict();
        foreach (var (key, value) in dict)
            copy[JinjaDict.FromKey(key)] = value;
        return copy;
    }
}
