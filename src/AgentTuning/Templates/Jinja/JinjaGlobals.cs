namespace AgentTuning.Templates.Jinja;

/// <summary>The functions that every template has.</summary>
static class JinjaGlobals
{
    public static void AddTo(Frame frame, TimeProvider clock)
    {
        frame.Set("raise_exception", (Callable)((arguments, _) => throw new JinjaRefusal(PythonText.Of(arguments.Require(0, "message")).Text)));
        frame.Set("strftime_now", (Callable)((arguments, _) =>
            new TracedText(PythonTime.Format(clock.GetLocalNow(), arguments.RequireText(0, "format").Text), TracedText.Template)));
        frame.Set("namespace", (Callable)((arguments, _) => JinjaNamespace.Create(arguments)));
        frame.Set("range", (Callable)Range);
        frame.Set("dict", (Callable)((arguments, _) =>
        {
            var dict = new JinjaDict();
            foreach (var (name, value) in arguments.Named)
                dict[new TracedText(name, TracedText.Template)] = value;
            return dict;
        }));
    }

    static List<object?> Range(CallArguments arguments, RenderBudget budget)
    {
        arguments.AtMost(3);
        var hasStart = arguments.Positional.Count > 1;
        var start = hasStart ? arguments.Integer(0, "start", 0) : 0;
        var stop = arguments.Integer(hasStart ? 1 : 0, "stop", 0);
        var step = arguments.Integer(2, "step", 1);
        if (step == 0)
            throw new JinjaException("range has the step 0.");
        var numbers = new List<object?>();
        for (long i = start; step > 0 ? i < stop : i > stop; i += step)
        {
            budget.Step();
            numbers.Add(i);
        }

        return numbers;
    }
}
