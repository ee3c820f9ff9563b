namespace AgentTuning.Templates.Jinja;

/// <summary>Filters over all elements of a value.</summary>
static class SequenceFilters
{
    /// <summary>A filter, or null where there is none of that name.</summary>
    public static Func<object?, CallArguments, RenderBudget, object?>? Find(string name) => name switch
    {
        "list" => (value, _, budget) => Elements(value, budget),
        "first" => (value, _, _) => PythonValues.Iterate(value).Take(1).ToList() is [var first] ? first : new Undefined("the first of no elements"),
        "last" => (value, _, budget) => Elements(value, budget) is [.., var last] ? last : new Undefined("the last of no elements"),
        "join" => Join,
        "reverse" => (value, _, budget) => value is TracedText text
            ? TracedText.Join(PythonValues.Iterate(text).Reverse().Cast<TracedText>())
            : new JinjaGenerator(Elements(value, budget).AsEnumerable().Reverse()),
        "items" => (value, _, _) => value switch
        {
            Undefined => new JinjaGenerator([]),
            JinjaDict dict => new JinjaGenerator(dict.Select(pair => (object?)new JinjaTuple([JinjaDict.FromKey(pair.Key), pair.Value]))),
            _ => throw new JinjaException($"items: found a {PythonText.TypeName(value)}, expected a dict."),
        },
        "dictsort" => DictSort,
        "sort" => Sort,
        "unique" => Unique,
        "sum" => (value, arguments, budget) => Elements(value, budget)
            .Select(item => arguments.Get(0, "attribute") is { } attribute ? SelectionFilters.Path(item, attribute) : item)
            .Aggregate(arguments.Get(1, "start", 0L), (sum, item) => PythonArithmetic.Add(sum, item, budget)),
        "min" => (value, _, budget) => Extreme(Elements(value, budget), -1),
        "max" => (value, _, budget) => Extreme(Elements(value, budget), 1),
        "batch" => Batch,
        "slice" => Slice,
        _ => null,
    };

    /// <summary>All elements as a list of its own.</summary>
    public static List<object?> Elements(object? value, RenderBudget budget)
    {
        var elements = new List<object?>();
        foreach (var item in PythonValues.Iterate(value))
        {
            budget.Step();
            elements.Add(item);
        }

        return elements;
    }

    static TracedText Join(object? value, CallArguments arguments, RenderBudget budget)
    {
        var separator = PythonText.Of(arguments.Get(0, "d", TracedText.Empty));
        var attribute = arguments.Get(1, "attribute");
        var parts = new List<TracedText>();
        foreach (var item in PythonValues.Iterate(value))
        {
            if (parts.Count > 0)
                parts.Add(separator);
            parts.Add(PythonText.Of(attribute is null ? item : SelectionFilters.Path(item, attribute)));
            budget.Characters(parts[^1].Length + separator.Length);
        }

        return TracedText.Join(parts);
    }

    static List<object?> DictSort(object? value, CallArguments arguments, RenderBudget budget)
    {
        if (value is not JinjaDict dict)
            throw new JinjaException($"dictsort: found a {PythonText.TypeName(value)}, expected a dict.");
        var (isCaseSensitive, isReversed) = (arguments.Flag(0, "case_sensitive", absent: false), arguments.Flag(2, "reverse", absent: false));
        var by = arguments.Text(1, "by")?.Text ?? "key";
        if (by is not ("key" or "value"))
            throw new JinjaException($"dictsort: by is '{by}', expected key or value.");
        budget.Step(dict.Count);
        var pairs = dict.Select(pair => (object?)new JinjaTuple([JinjaDict.FromKey(pair.Key), pair.Value]));
        return Ordered(pairs, pair => Folded(((JinjaTuple)pair!)[by == "key" ? 0 : 1], isCaseSensitive), isReversed);
    }

    static List<object?> Sort(object? value, CallArguments arguments, RenderBudget budget)
    {
        var (isReversed, isCaseSensitive) = (arguments.Flag(0, "reverse", absent: false), arguments.Flag(1, "case_sensitive", absent: false));
        var attribute = arguments.Get(2, "attribute");
        return Ordered(
            Elements(value, budget), item => Folded(attribute is null ? item : SelectionFilters.Path(item, attribute), isCaseSensitive), isReversed);
    }

    static JinjaGenerator Unique(object? value, CallArguments arguments, RenderBudget budget)
    {
        var isCaseSensitive = arguments.Flag(0, "case_sensitive", absent: false);
        var attribute = arguments.Get(1, "attribute");
        var seen = new JinjaDict();
        var unique = new List<object?>();
        foreach (var item in Elements(value, budget))
        {
            var key = Folded(attribute is null ? item : SelectionFilters.Path(item, attribute), isCaseSensitive);
            if (seen.TryGet(key, out _))
                continue;
            seen[key] = null;
            unique.Add(item);
        }

        return new JinjaGenerator(unique);
    }

    static object? Extreme(List<object?> items, int sign) => items.Count == 0
        ? new Undefined("the extreme of no elements")
        : items.Aggregate((best, item) => PythonEquality.Compare(Folded(item, isCaseSensitive: false), Folded(best, isCaseSensitive: false)) * sign > 0 ? item : best);

    static JinjaGenerator Batch(object? value, CallArguments arguments, RenderBudget budget)
    {
        var size = Math.Max(1, arguments.Integer(0, "linecount", 1));
        var fill = arguments.Get(1, "fill_with");
        var batches = Elements(value, budget).Chunk(size).Select(batch => batch.ToList()).ToList();
        if (fill is not null && batches is [.., var last])
            last.AddRange(Enumerable.Repeat(fill, size - last.Count));
        return new JinjaGenerator(batches);
    }

    static JinjaGenerator Slice(object? value, CallArguments arguments, RenderBudget budget)
    {
        var items = Elements(value, budget);
        var count = Math.Clamp(arguments.Integer(0, "slices", 1), 1, 4096);
        var (each, longer) = (items.Count / count, items.Count % count);
        var slices = new List<object?>();
        for (int i = 0, at = 0; i < count; i++)
        {
            var length = each + (i < longer ? 1 : 0);
            var slice = items.GetRange(at, length);
            if (arguments.Get(1, "fill_with") is { } fill && longer > 0 && i >= longer)
                slice.Add(fill);
            slices.Add(slice);
            at += length;
        }

        return new JinjaGenerator(slices);
    }

    static object? Folded(object? value, bool isCaseSensitive) =>
        value is TracedText text && !isCaseSensitive ? text.With(text.Text.ToLowerInvariant()) : value;

    // Stable, as Python's; reversed order keeps equal elements in their order too.
    static List<object?> Ordered(IEnumerable<object?> items, Func<object?, object?> key, bool isReversed)
    {
        var comparer = Comparer<object?>.Create((x, y) => isReversed ? PythonEquality.Compare(y, x) : PythonEquality.Compare(x, y));
        try
        {
            return [.. items.OrderBy(key, comparer)];
        }
        catch (InvalidOperationException e) when (e.InnerException is JinjaException inner)
        {
            throw inner;
        }
    }
}
