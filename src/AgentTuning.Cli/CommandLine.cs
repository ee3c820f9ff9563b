using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using AgentTuning.Cli.Commands;

namespace AgentTuning.Cli;

/// <summary>The tree of commands, and what happens when one of them fails.</summary>
static class CommandLine
{
    const int Failed = 1;
    const int WrongUsage = 2;

    /// <summary>Parses and runs one command line. Exit code 0: done, 1: failed, 2: wrong usage.</summary>
    public static async Task<int> RunAsync(string[] arguments, CommandContext context, CancellationToken cancellationToken = default)
    {
        var verbose = new Option<bool>("--verbose") { Description = "Show the stack trace of a failure.", Recursive = true };
        var result = CreateRoot(context, verbose).Parse(arguments);
        if (result.Errors.Count > 0 && !IsHelp(result))
            return ReportUsage(result, context);

        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = context.Output,
                ProcessTerminationTimeout = null, // Interrupts listens to the signals instead
            };
            return await result.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            context.Remark("Stopped. The same command goes on where this one stopped.");
            return Failed;
        }
        catch (Exception exception) when (Report(exception, result.GetValue(verbose), context))
        {
            return exception is UsageException ? WrongUsage : Failed;
        }
    }

    static Command CreateRoot(CommandContext context, Option<bool> verbose)
    {
        // Not a RootCommand, which would be called by the name of the assembly.
        var help = new HelpOption();
        help.Action = new ExamplesHelpAction((HelpAction)help.Action!, context.Output);
        return new Command("agenttuning", "Turns a chat model into an agent model without making it a worse chat model.")
        {
            RunCommand.CreateQuickstart(context),
            EnvironmentsCommand.Create(context),
            DoctorCommand.Create(context),
            GenerateCommand.Create(context),
            CollectCommand.Create(context),
            FilterCommand.Create(context),
            MixCommand.Create(context),
            DataCommand.Create(context),
            TemplateCommand.Create(context),
            TokenizerCommand.Create(context),
            DownloadCommand.Create(context),
            KnowledgeCommand.Create(context),
            AlfWorldCommand.Create(context),
            WebShopCommand.Create(context),
            ImagesCommand.Create(context),
            OsCommand.Create(context),
            PlayCommand.Create(context),
            ShopCommand.Create(context),
            TrainCommand.Create(context),
            MergeCommand.Create(context),
            EvaluateCommand.Create(context),
            ScoreCommand.Create(context),
            ExportCommand.Create(context),
            ReportCommand.Create(context),
            RunCommand.Create(context),
            verbose,
            help,
            new VersionOption(),
        };
    }

    static bool IsHelp(ParseResult result) => result.Action is ExamplesHelpAction;

    static int ReportUsage(ParseResult result, CommandContext context)
    {
        foreach (var error in result.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal))
            context.Remark(error);
        foreach (var token in result.UnmatchedTokens)
            if (NearestNames.Of(token, NamesAt(result.CommandResult.Command)) is { Count: > 0 } names)
                context.Remark($"'{token}' is not known here. Did you mean {NearestNames.Join(names)}?");
        context.Remark($"Try '{PathOf(result.CommandResult)} --help'.");
        return WrongUsage;
    }

    static IEnumerable<string> NamesAt(Command command) =>
        command.Subcommands.Select(subcommand => subcommand.Name).Concat(command.Options.Select(option => option.Name));

    static string PathOf(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is not null; at = at.Parent)
            if (at is CommandResult command)
                names.Insert(0, command.Command.Name);
        return string.Join(' ', names);
    }

    static bool Report(Exception exception, bool verbose, CommandContext context)
    {
        context.Remark($"error: {exception.Message}");
        for (var inner = exception.InnerException; inner is not null && !verbose; inner = inner.InnerException)
            if (!exception.Message.Contains(inner.Message, StringComparison.Ordinal))
                context.Remark($"  because: {inner.Message}");
        context.Remark(verbose ? exception.ToString() : "Add --verbose for the stack trace.");
        return true;
    }
}
