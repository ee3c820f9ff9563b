using System.Text.RegularExpressions;
using AgentTuning.Environments.OperatingSystem.Reference;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem.Judging;

/// <summary>Runs the reference solutions of tasks against the tasks' own checks, each in a clean machine.</summary>
public sealed partial class TaskChecker : IAsyncDisposable
{
    const int LongestDetail = 160;

    readonly ISandboxProvider _sandboxes;
    readonly OperatingSystemSettings _settings;

    internal TaskChecker(ISandboxProvider sandboxes, OperatingSystemSettings settings) => (_sandboxes, _settings) = (sandboxes, settings);

    /// <summary>Checks one task. Several may be checked at once.</summary>
    /// <exception cref="InvalidDataException">The task's data is malformed.</exception>
    public async Task<TaskCheck> CheckAsync(AgentTask task, CancellationToken cancellationToken)
    {
        var record = OperatingSystemTask.FromJson(task.Data);
        var known = ReferenceSolution.Read(task).Answer;
        if (record.Example is null && known is null)
            return new TaskCheck(task.Id, Passes: false, TaskCheckReason.NoSolution);
        try
        {
            await using var machine = await Machine.StartAsync(record, HostNames.For(task.Seed), _sandboxes, _settings, cancellationToken);
            return await CheckAsync(task.Id, record, known, machine.Runner, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidDataException or SandboxException)
        {
            return new TaskCheck(task.Id, Passes: false, TaskCheckReason.NotSetUp, OneLine(exception.Message));
        }
    }

    /// <summary>Ends the machines.</summary>
    public ValueTask DisposeAsync() => _sandboxes.DisposeAsync();

    static async Task<TaskCheck> CheckAsync(string id, OperatingSystemTask record, string? known, ScriptRunner runner, CancellationToken cancellationToken)
    {
        var (answer, printed, errors) = (known, "", "");
        if (known is null)
        {
            if (await runner.RunAsync(record.Example!, [], cancellationToken) is not { } example)
                return new TaskCheck(id, Passes: false, TaskCheckReason.Refused, "the example cannot be started");
            (printed, errors) = (ScriptRunner.Text(example), ScriptRunner.AllText(example));
            answer = record.Checks.Contains(null) ? printed.Trim() : null;
            if (example.IsTimedOut)
                return new TaskCheck(id, Passes: false, TaskCheckReason.Time, "the example");
        }

        var judgement = await Judge.RunAsync(record, answer, runner, cancellationToken);
        return judgement.IsSolved
            ? new TaskCheck(id, Passes: true)
            : await ExplainAsync(id, record, judgement, new Given(answer, printed, errors), runner, cancellationToken);
    }

    static async Task<TaskCheck> ExplainAsync(
        string id, OperatingSystemTask record, Judgement judgement, Given given, ScriptRunner runner, CancellationToken cancellationToken)
    {
        var said = judgement.Result is { } result ? ScriptRunner.AllText(result) : "";
        var detail = FormattableString.Invariant($"check {judgement.FailedCheck}, exit code {judgement.Result?.ExitCode}: {OneLine(said)}");
        if (judgement.Result is { IsTimedOut: true })
            return new TaskCheck(id, Passes: false, TaskCheckReason.Time, detail);
        var everything = $"{given.Errors}\n{said}";
        if (NoNetwork().IsMatch(everything))
            return new TaskCheck(id, Passes: false, TaskCheckReason.Network, detail);
        if (NoProgram().IsMatch(everything))
            return new TaskCheck(id, Passes: false, TaskCheckReason.MissingProgram, detail);
        if (given.Answer is { Length: 0 })
            return new TaskCheck(id, Passes: false, TaskCheckReason.Silent, detail);
        var again = given.Answer is not null && record.Match is null && record.Example is { } example ? await runner.RunAsync(example, [given.Answer], cancellationToken) : null;
        return again is not null && ScriptRunner.Text(again) != given.Printed
            ? new TaskCheck(id, Passes: false, TaskCheckReason.NotRepeatable, $"first {OneLine(given.Printed)}, then {OneLine(ScriptRunner.Text(again))}")
            : new TaskCheck(id, Passes: false, TaskCheckReason.Refused, detail);
    }

    // The answer, what the example printed, and that with its errors.
    readonly record struct Given(string? Answer, string Printed, string Errors);

    // The last line says most; a stack trace ends with its error.
    static string OneLine(string text)
    {
        var line = text.TrimEnd().Split('\n')[^1].Trim();
        return line.Length == 0 ? "nothing printed" : line.Length <= LongestDetail ? $"'{line}'" : $"'{line[..LongestDetail]}…'";
    }

    [GeneratedRegex("Could not resolve|Temporary failure in name resolution|Temporary failure resolving|Network is unreachable|unknown host|Name or service not known")]
    private static partial Regex NoNetwork();

    [GeneratedRegex("command not found|No such file or directory: '[a-z0-9-]+'$", RegexOptions.Multiline)]
    private static partial Regex NoProgram();
}
