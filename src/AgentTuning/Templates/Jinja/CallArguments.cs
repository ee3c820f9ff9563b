namespace AgentTuning.Templates.Jinja;

/// <summary>The arguments of a call.</summary>
/// <param name="Function">What is called, for messages.</param>
/// <param name="Positional">In their order.</param>
/// <param name="Named">By name.</param>
sealed record CallArguments(string Function, IReadOnlyList<object?> Positional, IReadOnlyDictionary<string, object?> Named)
{
    /// <summary>No arguments.</summary>
    public static CallArguments None(string function) => new(function, [], new Dictionary<string, object?>(StringComparer.Ordinal));

    /// <summary>Whether an argument is given.</summary>
    public bool Has(int index, string name) => index < Positional.Count || Named.ContainsKey(name);

    /// <summary>An argument by place or name.</summary>
    public object? Get(int index, string name, object? absent = null) =>
        index < Positional.Count ? Positional[index] : Named.GetValueOrDefault(name, absent);

    /// <summary>An argument that must be there.</summary>
    public object? Require(int index, string name) =>
        Has(index, name) ? Get(index, name) : throw new JinjaException($"{Function} needs the argument {name}.");

    /// <summary>A text that must be there.</summary>
    public TracedText RequireText(int index, string name) => Require(index, name) as TracedText
        ?? throw new JinjaException($"{Function}: {name} is a {PythonText.TypeName(Get(index, name))}, expected a str.");

    /// <summary>A text, or null where it is not given or None.</summary>
    public TracedText? Text(int index, string name) => Get(index, name) is null ? null : RequireText(index, name);

    /// <summary>A whole number.</summary>
    public int Integer(int index, string name, int absent) => Get(index, name, (long)absent) switch
    {
        bool flag => flag ? 1 : 0,
        long number => (int)Math.Clamp(number, int.MinValue, int.MaxValue),
        var other => throw new JinjaException($"{Function}: {name} is a {PythonText.TypeName(other)}, expected a whole number."),
    };

    /// <summary>Yes or no, by truth.</summary>
    public bool Flag(int index, string name, bool absent) => PythonValues.IsTrue(Get(index, name, absent));

    /// <summary>Refuses more arguments than a function has.</summary>
    public void AtMost(int count, params ReadOnlySpan<string> names)
    {
        if (Positional.Count > count)
            throw new JinjaException($"{Function} is given {Positional.Count} arguments, expected at most {count}.");
        foreach (var name in Named.Keys)
        {
            if (!names.Contains(name))
                throw new JinjaException($"{Function} has no argument named {name}.");
        }
    }
}
