namespace AgentTuning.Templates.Jinja;

/// <summary>A chat template in Jinja, with the settings and additions that transformers gives it.</summary>
/// <remarks>
/// <para>Settings: <c>trim_blocks</c> and <c>lstrip_blocks</c> on, no autoescape, <c>break</c> and <c>continue</c>, <c>generation</c> blocks (rendered as their
/// content), <c>raise_exception</c>, <c>strftime_now</c>, <c>namespace</c>, <c>range</c>, <c>dict</c>; <c>tojson</c> as Python's <c>json.dumps</c> without escapes for HTML.</para>
/// <para>Templates come from strangers: nothing outside their values is reachable, nothing they are given can be changed, and <see cref="JinjaLimits"/> bound what they use.</para>
/// <para>Safe for several callers at once.</para>
/// </remarks>
public sealed class JinjaTemplate
{
    readonly Statement _body;

    JinjaTemplate(string source, Statement body) => (Source, _body) = (source, body);

    /// <summary>The template.</summary>
    public string Source { get; }

    /// <summary>Reads a template.</summary>
    /// <exception cref="JinjaException">It is no valid one, or uses what is not supported; the message names the line.</exception>
    public static JinjaTemplate Parse(string source) => new(source, StatementParser.Read(source));

    /// <summary>Renders the template.</summary>
    /// <param name="variables">By name.</param>
    /// <param name="clock">What <c>strftime_now</c> reads.</param>
    /// <param name="limits">What the rendering may use.</param>
    /// <param name="cancellationToken">Ends the rendering.</param>
    /// <exception cref="JinjaRefusal">The template refuses the values.</exception>
    /// <exception cref="JinjaException">The template fails on the values, or uses too much.</exception>
    public TracedText Render(TemplateVariables variables, TimeProvider clock, JinjaLimits? limits = null, CancellationToken cancellationToken = default)
    {
        var globals = new Frame(parent: null, new RenderBudget(limits ?? new JinjaLimits(), cancellationToken));
        JinjaGlobals.AddTo(globals, clock);
        var frame = globals.Inner();
        foreach (var (name, value) in variables.Values)
            frame.Set(name, value);
        var output = new TraceBuilder();
        _body(frame, output);
        return output.ToText();
    }
}
