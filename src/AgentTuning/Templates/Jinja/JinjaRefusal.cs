namespace AgentTuning.Templates.Jinja;

/// <summary>The template itself refuses what it was given, by <c>raise_exception</c>.</summary>
public sealed class JinjaRefusal : JinjaException
{
    /// <param name="message">What the template says.</param>
    /// <param name="line">The line of the template, from 1; 0 where it is not known.</param>
    public JinjaRefusal(string message, int line = 0)
        : base(message, line)
    {
    }

    /// <inheritdoc/>
    internal override JinjaException At(int line) => new JinjaRefusal(Problem, line);
}
