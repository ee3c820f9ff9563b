namespace AgentTuning.Templates.Jinja;

/// <summary>A macro, or the body of a call block.</summary>
/// <param name="name">Its name.</param>
/// <param name="parameters">Their names, and what they are where they are not given.</param>
/// <param name="body">What it writes.</param>
/// <param name="scope">The variables around it.</param>
sealed class Macro(string name, IReadOnlyList<(string Name, Expression? Default)> parameters, Statement body, Frame scope)
{
    public string Name => name;

    /// <summary>What the macro writes for its arguments.</summary>
    public TracedText Call(CallArguments arguments, object? caller, RenderBudget budget)
    {
        budget.Enter();
        var frame = scope.Inner();
        frame.Set("caller", arguments.Named.GetValueOrDefault("caller", caller ?? new Undefined("caller")));
        for (var i = 0; i < parameters.Count; i++)
        {
            var (parameter, absent) = parameters[i];
            frame.Set(parameter, arguments.Has(i, parameter)
                ? arguments.Get(i, parameter)
                : absent is null ? new Undefined(parameter) : absent(frame));
        }

        SetRest(arguments, frame);
        var output = new TraceBuilder();
        body(frame, output);
        budget.Leave();
        return output.ToText();
    }

    void SetRest(CallArguments arguments, Frame frame)
    {
        frame.Set("varargs", new JinjaTuple([.. arguments.Positional.Skip(parameters.Count)]));
        var others = new JinjaDict();
        foreach (var (key, value) in arguments.Named)
        {
            if (key != "caller" && !parameters.Any(parameter => parameter.Name == key))
                others.Add(key, value);
        }

        frame.Set("kwargs", others);
    }
}
