namespace AgentTuning.Templates.Jinja;

/// <summary>A template is no valid Jinja, uses what is not supported, or fails on the values it is given.</summary>
public class JinjaException : Exception
{
    /// <param name="message">What was found, and what was wanted.</param>
    /// <param name="line">The line of the template, from 1; 0 where it is not known.</param>
    public JinjaException(string message, int line = 0)
        : base(line == 0 ? message : $"line {line}: {message}") => (Line, Problem) = (line, message);

    /// <summary>The line of the template, from 1; 0 where it is not known.</summary>
    public int Line { get; }

    /// <summary>The message without the line.</summary>
    public string Problem { get; }

    /// <summary>The same with a line.</summary>
    internal virtual JinjaException At(int line) => new(Problem, line);
}
