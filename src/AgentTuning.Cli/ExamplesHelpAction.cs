using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AgentTuning.Cli;

/// <summary>The usual help, followed by the command's examples.</summary>
sealed class ExamplesHelpAction(HelpAction usual, TextWriter output) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is CommandWithExamples { Examples: { Count: > 0 } examples })
        {
            output.WriteLine("Examples:");
            foreach (var (example, meaning) in examples)
            {
                output.WriteLine($"  # {meaning}");
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return code;
    }
}
