namespace AgentTuning.Templates.Jinja;

/// <summary>The variables of a scope and those around it.</summary>
sealed class Frame(Frame? parent, RenderBudget budget)
{
    readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>What the rendering may still use.</summary>
    public RenderBudget Budget => budget;

    /// <summary>A scope inside this one.</summary>
    public Frame Inner() => new(this, budget);

    /// <summary>Sets a variable of this scope.</summary>
    public void Set(string name, object? value) => _values[name] = value;

    /// <summary>The value of a variable, or an undefined one.</summary>
    public object? Get(string name)
    {
        budget.Step();
        for (var frame = this; frame is not null; frame = frame.Parent)
        {
            if (frame._values.TryGetValue(name, out var value))
                return value;
        }

        return new Undefined(name);
    }

    Frame? Parent => parent;
}
