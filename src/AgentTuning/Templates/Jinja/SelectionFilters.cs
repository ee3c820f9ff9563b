using System.Globalization;

namespace AgentTuning.Templates.Jinja;

/// <summary>Filters that pick elements, or make others of them.</summary>
static class SelectionFilters
{
    /// <summary>A filter, or null where there is none of that name.</summary>
    public static Func<object?, CallArguments, RenderBudget, object?>? Find(string name) => name switch
    {
        "select" => (value, arguments, budget) => Select(value, arguments, budget, (IsKept: true, ByAttribute: false)),
        "reject" => (value, arguments, budget) => Select(value, arguments, budget, (IsKept: false, ByAttribute: false)),
        "selectattr" => (value, arguments, budget) => Select(value, arguments, budget, (IsKept: true, ByAttribute: true)),
        "rejectattr" => (value, arguments, budget) => Select(value, arguments, budget, (IsKept: false, ByAttribute: true)),
        "map" => Map,
        "attr" => (value, arguments, _) => PythonAttributes.Attribute(value, arguments.RequireText(0, "name").Text),
        "groupby" => GroupBy,
        _ => null,
    };

    /// <summary>What a path such as <c>function.name</c> leads to.</summary>
    public static object? Path(object? value, object? path)
    {
        if (path is not TracedText text)
            return PythonAttributes.Item(value, path);
        foreach (var part in text.Text.Split('.'))
        {
            value = long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? PythonAttributes.Item(value, index)
                : PythonAttributes.Item(value, text.With(part));
        }

        return value;
    }

    static JinjaGenerator Select(object? value, CallArguments arguments, RenderBudget budget, (bool IsKept, bool ByAttribute) how)
    {
        var attribute = how.ByAttribute ? arguments.Require(0, "attribute") : null;
        var first = how.ByAttribute ? 1 : 0;
        Func<object?, CallArguments, bool> test = (item, _) => PythonValues.IsTrue(item);
        var rest = arguments;
        if (arguments.Positional.Count > first)
        {
            var name = arguments.RequireText(first, "test").Text;
            test = JinjaTests.Find(name) ?? throw new JinjaException($"There is no test named '{name}'.");
            rest = arguments with { Function = name, Positional = [.. arguments.Positional.Skip(first + 1)] };
        }

        var items = ElementsOf(value, budget);
        return new JinjaGenerator(items.Where(item => test(how.ByAttribute ? Path(item, attribute) : item, rest) == how.IsKept));
    }

    // Jinja asks whether there is anything before it goes through it: None has no elements here.
    static List<object?> ElementsOf(object? value, RenderBudget budget) => PythonValues.IsTrue(value) ? SequenceFilters.Elements(value, budget) : [];

    static JinjaGenerator Map(object? value, CallArguments arguments, RenderBudget budget)
    {
        var items = ElementsOf(value, budget);
        if (arguments.Positional.Count == 0 && arguments.Named.TryGetValue("attribute", out var attribute))
        {
            var hasDefault = arguments.Named.TryGetValue("default", out var absent);
            return new JinjaGenerator(items.Select(item => Path(item, attribute) is var found && found is Undefined && hasDefault ? absent : found));
        }

        var name = arguments.RequireText(0, "filter").Text;
        var filter = JinjaFilters.Find(name) ?? throw new JinjaException($"There is no filter named '{name}'.");
        var rest = arguments with { Function = name, Positional = [.. arguments.Positional.Skip(1)] };
        return new JinjaGenerator(items.Select(item => filter(item, rest, budget)));
    }

    static List<object?> GroupBy(object? value, CallArguments arguments, RenderBudget budget)
    {
        var attribute = arguments.Require(0, "attribute");
        var sort = SequenceFilters.Find("sort")!;
        var named = new Dictionary<string, object?>(StringComparer.Ordinal) { ["attribute"] = attribute };
        var sorted = (List<object?>)sort(value, new CallArguments("groupby", [], named), budget)!;
        var groups = new List<object?>();
        foreach (var item in sorted)
        {
            var key = Path(item, attribute);
            if (groups is [.., JinjaTuple last] && PythonEquality.AreEqual(last[0], key))
                ((List<object?>)last[1]!).Add(item);
            else
                groups.Add(new JinjaTuple([key, new List<object?> { item }]));
        }

        return groups;
    }
}
