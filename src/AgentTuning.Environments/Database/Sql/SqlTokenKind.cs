namespace AgentTuning.Environments.Database.Sql;

/// <summary>The kinds of words that MySQL's dialect is made of.</summary>
enum SqlTokenKind
{
    /// <summary>A keyword or a name without quotes.</summary>
    Word,

    /// <summary>A name in backticks; the text holds it without them.</summary>
    Name,

    /// <summary>A string in single or double quotes; the text holds it with escapes resolved.</summary>
    Text,

    /// <summary>A number as written.</summary>
    Number,

    /// <summary>A variable: <c>@x</c> or <c>@@x</c>.</summary>
    Variable,

    /// <summary>An operator or a mark.</summary>
    Symbol,

    /// <summary>The end of the statement.</summary>
    End,
}
