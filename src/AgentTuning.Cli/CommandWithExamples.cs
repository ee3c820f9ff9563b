using System.CommandLine;

namespace AgentTuning.Cli;

/// <summary>A command whose help ends with examples that can be copied.</summary>
sealed class CommandWithExamples(string name, string description) : Command(name, description)
{
    /// <summary>What to type, and what it does.</summary>
    public required IReadOnlyList<(string Example, string Meaning)> Examples { get; init; }

    /// <summary>Headings for the help of a command with many options; empty lists them without.</summary>
    public IReadOnlyList<OptionGroup> Groups { get; init; } = [];

    /// <summary>More to say where the arguments are given too; null or an empty answer says nothing.</summary>
    public Func<ParseResult, string?>? Details { get; init; }
}
