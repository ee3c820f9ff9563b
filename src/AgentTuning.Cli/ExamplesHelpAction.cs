using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AgentTuning.Cli;

/// <summary>The usual help, with headings where the command groups its options, followed by the command's examples.</summary>
sealed class ExamplesHelpAction(HelpAction usual, TextWriter output) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command is not CommandWithExamples command)
            return usual.Invoke(parseResult);

        var text = new StringWriter { NewLine = "\n" };
        parseResult.InvocationConfiguration.Output = text;
        var code = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(WithHeadings(text.ToString(), command.Groups));
        if (command.Details?.Invoke(parseResult) is { } details)
            output.WriteLine($"{details}\n");
        WriteExamples(command.Examples);
        return code;
    }

    static string WithHeadings(string help, IReadOnlyList<OptionGroup> groups)
    {
        foreach (var group in groups)
        {
            var at = help.IndexOf($"\n  {group.Options[0].Name} ", StringComparison.Ordinal);
            if (at >= 0)
                help = help.Insert(at, $"\n {group.Heading}:");
        }

        return help;
    }

    void WriteExamples(IReadOnlyList<(string Example, string Meaning)> examples)
    {
        if (examples.Count == 0)
            return;
        output.WriteLine("Examples:");
        foreach (var (example, meaning) in examples)
        {
            output.WriteLine($"  # {meaning}");
            output.WriteLine($"  {example}");
        }

        output.WriteLine();
    }
}
