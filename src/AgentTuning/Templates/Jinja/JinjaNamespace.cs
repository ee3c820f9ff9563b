namespace AgentTuning.Templates.Jinja;

/// <summary>Variables that inner scopes may change: <c>namespace()</c>.</summary>
sealed class JinjaNamespace
{
    readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public object? this[string name]
    {
        get => _values.TryGetValue(name, out var value) ? value : new Undefined(name);
        set => _values[name] = value;
    }

    /// <summary>What <c>namespace(...)</c> makes.</summary>
    public static JinjaNamespace Create(CallArguments arguments)
    {
        var result = new JinjaNamespace();
        if (arguments.Positional is [JinjaDict dict])
        {
            foreach (var (key, value) in dict)
                result[PythonText.Of(JinjaDict.FromKey(key)).Text] = value;
        }

        foreach (var (name, value) in arguments.Named)
            result[name] = value;
        return result;
    }
}
