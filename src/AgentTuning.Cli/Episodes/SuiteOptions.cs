using System.CommandLine;
using System.Globalization;

namespace AgentTuning.Cli.Episodes;

/// <summary>The environments of a command that plays in several of them.</summary>
sealed class SuiteOptions
{
    /// <summary>One command line's worth of options.</summary>
    /// <param name="purpose">What the worlds are for, such as <c>measure in</c>.</param>
    public SuiteOptions(string purpose)
    {
        Environments = new("--environment", "-e")
        {
            Description = $"A world to {purpose}, or name:n for n of its tasks; several may be given ('agenttuning environments' lists them).",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            HelpName = "name[:n]",
        };
    }

    /// <summary>The worlds.</summary>
    public Option<string[]> Environments { get; }

    /// <summary>Whether a world that this machine cannot open is a failure.</summary>
    public Option<bool> AvailableOnly { get; } = new("--available-only") { Description = "Leave out, with a remark, the worlds whose components are missing on this machine." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Environments);
        command.Options.Add(AvailableOnly);
    }

    /// <summary>The environments in the order given, and how many tasks of each; null where nothing was said.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="data">The option that names the tasks of one environment.</param>
    /// <param name="context">Is told what is left out.</param>
    /// <param name="cancellationToken">Stops looking for components.</param>
    /// <exception cref="UsageException">There is no such environment, or it is given twice, or none is left.</exception>
    public async Task<IReadOnlyList<SuiteEntry>> ReadAsync(ParseResult result, Option<string?> data, CommandContext context, CancellationToken cancellationToken)
    {
        var suite = new List<SuiteEntry>();
        foreach (var text in result.GetValue(Environments)!)
        {
            var entry = Read(text);
            if (suite.Exists(other => other.Definition.Name == entry.Definition.Name))
                throw new UsageException($"--environment {entry.Definition.Name} is given twice.");
            suite.Add(entry);
        }
        if (suite.Count > 1 && result.GetValue(data) is not null)
            throw new UsageException($"{data.Name} goes with one --environment, whose tasks it holds.");
        return result.GetValue(AvailableOnly) ? await AvailableAsync(suite, context, cancellationToken) : suite;
    }

    static SuiteEntry Read(string text)
    {
        var parts = text.Split(':', 2);
        int? tasks = null;
        if (parts.Length == 2)
        {
            tasks = int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                ? count
                : throw new UsageException($"--environment is '{text}', expected a name or name:n with a number of tasks.");
        }
        return new(EpisodesOptions.FindEnvironment(parts[0]), tasks);
    }

    internal static async Task<IReadOnlyList<SuiteEntry>> AvailableAsync(IReadOnlyList<SuiteEntry> suite, CommandContext context, CancellationToken cancellationToken)
    {
        var available = new List<SuiteEntry>();
        foreach (var entry in suite)
        {
            var components = await entry.Definition.FindComponentsAsync(cancellationToken);
            if (components.FirstOrDefault(component => component is { IsRequired: true, IsPresent: false }) is { } missing)
                context.Remark($"The environment '{entry.Definition.Name}' is left out: {missing.Name} is missing. {missing.Remark}");
            else
                available.Add(entry);
        }
        return available.Count > 0 ? available : throw new UsageException("None of the environments has all its components on this machine; 'agenttuning environments' says what is missing.");
    }
}
