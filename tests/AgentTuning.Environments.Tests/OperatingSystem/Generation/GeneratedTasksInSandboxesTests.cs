using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using AgentTuning.Environments.OperatingSystem;
using AgentTuning.Environments.OperatingSystem.Generation;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Tests.Sandboxes;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.OperatingSystem.Generation;

/// <summary>Sets generated tasks on real machines. <c>AGENTTUNING_GENERATED_TASKS</c> says how many of each split; by default a few.</summary>
public sealed partial class GeneratedTasksInSandboxesTests
{
    const int AtOnce = 3;

    static readonly string[] Guesses = ["None", "0"];

    [Theory]
    [InlineData(TaskSplit.Train, 16)]
    [InlineData(TaskSplit.Development, 8)]
    [InlineData(TaskSplit.Test, 24)]
    public async Task The_solution_earns_the_reward_and_guesses_wrong_answers_and_harm_do_not(TaskSplit split, int count)
    {
        if (Environment.GetEnvironmentVariable("AGENTTUNING_GENERATED_TASKS") is { Length: > 0 } wanted)
            count = int.Parse(wanted, CultureInfo.InvariantCulture);
        await using var provider = Sandboxes.Sandboxes.Provider(SandboxProviders.Namespaces);
        var faults = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (index, cancellationToken) =>
            {
                var task = new GeneratedOperatingSystemTasks(split, 0).Create(index);
                await using var sandbox = await provider.StartAsync(new SandboxRequest(), cancellationToken);
                if (await FaultAsync(sandbox, OperatingSystemTask.FromJson(task.Data)) is { } fault)
                    faults.Add($"{task.Id}: {fault}");
            });

        Assert.Empty(faults);
    }

    static async Task<string?> FaultAsync(ISandbox sandbox, OperatingSystemTask task)
    {
        foreach (var script in task.Init)
        {
            if (await RunAsync(sandbox, script) is var (code, _, error) && (code != 0 || error.Length > 0))
                return $"the init script ended with {code}: {error}";
        }

        foreach (var guess in Guesses)
        {
            if (await IsRightAsync(sandbox, task, guess))
                return $"'{guess}' earned the reward on an unsolved machine";
        }

        var solution = task.Start is { } start ? TaskScript.Bash($"{start.Code}\n{task.Example!.Code}") : task.Example!;
        var (exit, printed, _) = await RunAsync(sandbox, solution);
        if (exit != 0)
            return $"the solution ended with {exit}";
        var isQuestion = task.Match is not null || task.Checks.Contains(null);
        if (!await IsRightAsync(sandbox, task, isQuestion ? printed.Trim() : "None"))
            return $"the solution earned nothing; it printed '{printed.Trim()}'";
        return isQuestion && await IsRightAsync(sandbox, task, $"{printed.Trim()}7")
            ? "a wrong answer earned the reward"
            : await HarmAsync(sandbox, task);
    }

    // What was to be changed is watched as a whole: one more file there is one too many.
    static async Task<string?> HarmAsync(ISandbox sandbox, OperatingSystemTask task)
    {
        if (task.Checks.OfType<TaskScript>().Select(check => WatchedFolder().Match(check.Code)).FirstOrDefault(match => match.Success) is not { } watched)
            return null;
        await RunAsync(sandbox, TaskScript.Bash($"echo x > {watched.Groups[1].Value}/stray"));
        return await IsRightAsync(sandbox, task, "None") ? "harm went unnoticed" : null;
    }

    static async Task<bool> IsRightAsync(ISandbox sandbox, OperatingSystemTask task, string answer)
    {
        if (task.Match is { } match)
            return answer.Trim() == match.Answer;
        List<string> parameters = [answer];
        foreach (var check in task.Checks)
        {
            var (exit, printed, _) = await RunAsync(sandbox, check ?? task.Example!, parameters);
            if (exit != 0)
                return false;
            parameters.Add(printed);
        }

        return true;
    }

    static async Task<(int Exit, string Printed, string Error)> RunAsync(ISandbox sandbox, TaskScript script, params IEnumerable<string> parameters)
    {
        string[] program = script.Language == ScriptLanguage.Python ? ["python3", "-c", script.Code] : ["bash", "-c", script.Code, "--"];
        var result = await sandbox.ExecuteAsync(new SandboxCommand { Arguments = [.. program, .. parameters] }, TestContext.Current.CancellationToken);
        return (result.ExitCode, result.Text(), System.Text.Encoding.UTF8.GetString(result.Error));
    }

    [GeneratedRegex("^root = '(.+)'$", RegexOptions.Multiline)]
    private static partial Regex WatchedFolder();
}
