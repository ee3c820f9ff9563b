namespace AgentTuning.Templates.Jinja;

/// <summary>The value of what is not there: empty as text, false, without elements; anything else fails.</summary>
/// <param name="name">What was looked for.</param>
sealed class Undefined(string name)
{
    /// <summary>What to throw where it is used.</summary>
    public JinjaException Failure() => new($"'{name}' is undefined.");
}
