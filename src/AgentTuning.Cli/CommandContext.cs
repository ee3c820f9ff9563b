using Spectre.Console;

namespace AgentTuning.Cli;

/// <summary>What a command may touch of the process: its streams, the clock, and the wish to finish early.</summary>
/// <param name="Output">Results, for people or programs: stdout.</param>
/// <param name="Progress">Progress and remarks: stderr, without control codes where that is not a terminal.</param>
/// <param name="Clock">The time.</param>
/// <param name="Drain">
/// Asked to finish what is under way, keep it, and stop (the first Ctrl-C). The token that a command's action is given means: stop now.
/// A command that has nothing to drain links the two.
/// </param>
public sealed record CommandContext(TextWriter Output, IAnsiConsole Progress, TimeProvider Clock, CancellationToken Drain)
{
    /// <summary>What a person or a program types: stdin.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>True where a person types at a terminal and reads the results there.</summary>
    public bool IsTalking { get; init; }

    /// <summary>True where somebody watches the progress.</summary>
    public bool IsInteractive => Progress.Profile.Out.IsTerminal;

    /// <summary>The streams and the clock of this process.</summary>
    public static CommandContext ForProcess(CancellationToken drain) => new(
        Console.Out,
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }),
        TimeProvider.System,
        drain)
    {
        Input = Console.In,
        IsTalking = !Console.IsInputRedirected && !Console.IsOutputRedirected,
    };

    /// <summary>Writes one line of remark to stderr, without markup.</summary>
    public void Remark(string text) => Progress.Profile.Out.Writer.WriteLine(text);
}
