using Spectre.Console;

namespace AgentTuning.Cli.Tests;

/// <summary>Runs a command line in this process and keeps what it writes.</summary>
static class CommandRunner
{
    public static Task<(int Code, string Output, string Remarks)> RunAsync(params string[] arguments) => TypingAsync("", arguments);

    /// <summary>The same, with something to read at its input.</summary>
    public static async Task<(int Code, string Output, string Remarks)> TypingAsync(string input, params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var remarks = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(remarks), Interactive = InteractionSupport.No });
        var context = new CommandContext(output, console, TimeProvider.System, CancellationToken.None) { Input = new StringReader(input) };
        var code = await CommandLine.RunAsync(arguments, context, TestContext.Current.CancellationToken);
        return (code, output.ToString(), remarks.ToString());
    }

    /// <summary>A context that keeps its remarks.</summary>
    public static (CommandContext Context, Func<string> Remarks) CreateContext()
    {
        var remarks = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(remarks), Interactive = InteractionSupport.No });
        console.Profile.Width = 1000;
        return (new CommandContext(TextWriter.Null, console, TimeProvider.System, CancellationToken.None), remarks.ToString);
    }
}
