namespace AgentTuning.Templates.Jinja;

/// <summary>A for statement. Every element has a scope of its own.</summary>
sealed class ForLoop(IReadOnlyList<string> target, Expression source, Statement body)
{
    /// <summary>What an element must fulfil, or null.</summary>
    public Expression? Filter { get; init; }

    /// <summary>True where <c>loop(…)</c> goes deeper.</summary>
    public bool IsRecursive { get; init; }

    /// <summary>What runs where there is no element, or null.</summary>
    public Statement? Otherwise { get; init; }

    public Flow Run(Frame frame, TraceBuilder output) => Run(frame, output, source(frame), 0);

    /// <summary>Sets several variables to the elements of a value.</summary>
    public static void Unpack(Frame frame, IReadOnlyList<string> names, object? value)
    {
        if (names.Count == 1)
        {
            frame.Set(names[0], value);
            return;
        }

        var items = PythonValues.Iterate(value).Take(names.Count + 1).ToList();
        if (items.Count != names.Count)
            throw new JinjaException($"A value has {(items.Count > names.Count ? "more" : items.Count)} elements, expected {names.Count} for {string.Join(", ", names)}.");
        for (var i = 0; i < names.Count; i++)
            frame.Set(names[i], items[i]);
    }

    Flow Run(Frame frame, TraceBuilder output, object? value, int depth)
    {
        var items = new List<object?>();
        foreach (var item in PythonValues.Iterate(value))
        {
            frame.Budget.Step();
            if (Filter is null || IsKept(frame, item))
                items.Add(item);
        }

        if (items.Count == 0)
            return Otherwise?.Invoke(frame.Inner(), output) ?? Flow.Next;

        var loop = new LoopState(items, depth, IsRecursive ? (arguments, budget) => Recurse(frame, arguments, depth, budget) : null, frame.Budget);
        for (var i = 0; i < items.Count; i++)
        {
            frame.Budget.Step();
            loop.Index = i;
            var inner = frame.Inner();
            inner.Set("loop", loop);
            Unpack(inner, target, items[i]);
            if (body(inner, output) == Flow.Break)
                break;
        }

        return Flow.Next;
    }

    bool IsKept(Frame frame, object? item)
    {
        var inner = frame.Inner();
        Unpack(inner, target, item);
        return PythonValues.IsTrue(Filter!(inner));
    }

    TracedText Recurse(Frame frame, CallArguments arguments, int depth, RenderBudget budget)
    {
        budget.Enter();
        var output = new TraceBuilder();
        Run(frame, output, arguments.Require(0, "iterable"), depth + 1);
        budget.Leave();
        return output.ToText();
    }
}
