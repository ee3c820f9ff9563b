using System.CommandLine;

namespace AgentTuning.Cli;

/// <summary>Options that belong together: the help gives them a heading.</summary>
/// <param name="Heading">In a few words.</param>
/// <param name="Options">In the order of the help; at least one.</param>
sealed record OptionGroup(string Heading, IReadOnlyList<Option> Options);
