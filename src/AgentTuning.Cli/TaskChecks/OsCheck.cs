using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Cli.Episodes;
using AgentTuning.Environments;
using AgentTuning.Environments.OperatingSystem;
using AgentTuning.Environments.OperatingSystem.Judging;
using AgentTuning.Files;
using AgentTuning.Tasks;

namespace AgentTuning.Cli.TaskChecks;

/// <summary><c>agenttuning os check</c>: runs each task's own reference solution against the task's own checks.</summary>
static class OsCheck
{
    public static Command Create(CommandContext context)
    {
        var data = new Option<string>("--data") { Description = "A file or folder in AgentBench's layout.", Required = true, HelpName = "path" };
        var scripts = new Option<string?>("--scripts") { Description = "The folder that scripts are named from, where it is not the benchmark's layout.", HelpName = "folder" };
        var split = new Option<string>("--split") { Description = "Of a whole folder: train, dev or test.", DefaultValueFactory = _ => "test", HelpName = "split" };
        split.AcceptOnlyFromAmong("train", "dev", "test");
        var tasks = new Option<int?>("--tasks") { Description = "How many tasks. Default: all.", HelpName = "n" };
        var parallel = new Option<int>("--parallel") { Description = "Tasks at a time.", DefaultValueFactory = _ => 4, HelpName = "n" };
        var engine = new Option<string?>("--engine") { Description = "Where the machines come from ('agenttuning environments' lists the ways).", HelpName = "name" };
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        EpisodesOptions.Check(tasks, value => value is null or >= 1, "1 or more");
        EpisodesOptions.Check(parallel, value => value >= 1, "1 or more");
        var command = new CommandWithExamples("check", "Run each task's own reference solution against the task's own checks, in a clean machine.")
        {
            Examples =
            [
                ("agenttuning os check --data os_interaction --split train", "How many of the training tasks hold, and why the others do not"),
                ("agenttuning os check --data data/dev.json --json", "One file of tasks, for a program"),
            ],
        };
        foreach (var option in (Option[])[data, scripts, split, tasks, parallel, engine, json])
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            var path = result.GetValue(data)!;
            if (!Path.Exists(path))
                throw new UsageException($"--data {path}: there is no such file or folder.");
            var source = new TaskSource { Path = path, Scripts = result.GetValue(scripts), Split = EpisodesOptions.ReadSplit(result.GetValue(split)!) };
            var set = OperatingSystemDefinition.Create().OpenTasks(source);
            await using var checker = OperatingSystemDefinition.OpenChecker(new EnvironmentOptions { Engine = result.GetValue(engine) });
            var checks = await CheckAsync(checker, set, result.GetValue(tasks) ?? int.MaxValue, result.GetValue(parallel), cancellationToken);
            await context.Output.WriteLineAsync(result.GetValue(json) ? JsonSerializer.Serialize(checks, TaskChecksJson.Readable.TaskChecksResult) : ToText(checks));
            return 0;
        });
        return command;
    }

    static async Task<TaskChecksResult> CheckAsync(TaskChecker checker, ITaskSet set, int most, int parallel, CancellationToken cancellationToken)
    {
        var checks = new SortedDictionary<int, TaskCheck>();
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(set.ReadAsync(cancellationToken).Take(most).Select((task, i) => (task, i)), options, async (pair, token) =>
        {
            var check = await checker.CheckAsync(pair.task, token);
            lock (gate)
                checks[pair.i] = check;
        });
        var failures = checks.Values.Where(check => !check.Passes).ToImmutableArray();
        return new TaskChecksResult
        {
            Tasks = checks.Count,
            Passing = checks.Count - failures.Length,
            Reasons = failures.CountBy(check => WireNames.Of(check.Reason!.Value)).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Failures = failures,
        };
    }

    static string ToText(TaskChecksResult checks)
    {
        var lines = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{checks.Passing} of {checks.Tasks} reference solutions pass their own checks.") };
        lines.AddRange(checks.Reasons.Select(reason => string.Create(CultureInfo.InvariantCulture, $"  {reason.Value} {reason.Key}")));
        lines.AddRange(checks.Failures.Select(check => $"{check.Id}: {WireNames.Of(check.Reason!.Value)}{(check.Detail is null ? "" : $", {check.Detail}")}"));
        return string.Join('\n', lines);
    }
}
