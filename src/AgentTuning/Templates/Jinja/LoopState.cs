namespace AgentTuning.Templates.Jinja;

/// <summary>The variable <c>loop</c> inside a for.</summary>
sealed class LoopState(IReadOnlyList<object?> items, int depth, Callable? recurse, RenderBudget budget)
{
    object? _changed;
    bool _hasChanged;

    /// <summary>The place of the element at hand, from 0.</summary>
    public int Index { get; set; }

    /// <summary>How many loops of the same recursion are around it.</summary>
    public int Depth => depth;

    /// <summary>What follows the dot.</summary>
    public object? Get(string name) => name switch
    {
        "index" => Index + 1L,
        "index0" => (long)Index,
        "revindex" => (long)items.Count - Index,
        "revindex0" => items.Count - Index - 1L,
        "first" => Index == 0,
        "last" => Index == items.Count - 1,
        "length" => (long)items.Count,
        "depth" => depth + 1L,
        "depth0" => (long)depth,
        "previtem" => Index > 0 ? items[Index - 1] : new Undefined("there is no previous item"),
        "nextitem" => Index + 1 < items.Count ? items[Index + 1] : new Undefined("there is no next item"),
        "cycle" => (Callable)((arguments, _) => arguments.Positional.Count == 0
            ? throw new JinjaException("cycle needs a value.")
            : arguments.Positional[Index % arguments.Positional.Count]),
        "changed" => (Callable)((arguments, _) => Changed(new JinjaTuple(arguments.Positional))),
        _ => new Undefined(name),
    };

    /// <summary>Goes through another list by the body of the same loop.</summary>
    public object? Recurse(CallArguments arguments) => recurse is null
        ? throw new JinjaException("loop is called in a loop that is not recursive.")
        : recurse(arguments, budget);

    bool Changed(JinjaTuple values)
    {
        if (_hasChanged && PythonEquality.AreEqual(_changed, values))
            return false;
        (_changed, _hasChanged) = (values, true);
        return true;
    }
}
