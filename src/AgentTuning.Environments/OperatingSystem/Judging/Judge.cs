using System.Collections.Immutable;

namespace AgentTuning.Environments.OperatingSystem.Judging;

/// <summary>Says whether a task is solved: by its answer, or by its chain of checks in the machine as the agent left it.</summary>
static class Judge
{
    // What Python's str() makes of no answer.
    const string NoAnswer = "None";

    /// <summary>True where the task is solved.</summary>
    /// <param name="task">The task.</param>
    /// <param name="answer">The agent's answer; null where it gave none.</param>
    /// <param name="runner">Runs the checks.</param>
    /// <param name="cancellationToken">Stops a check.</param>
    /// <exception cref="InvalidDataException">The pattern of the match is malformed.</exception>
    public static async Task<bool> IsSolvedAsync(OperatingSystemTask task, string? answer, ScriptRunner runner, CancellationToken cancellationToken)
    {
        if (task.Match is { } match)
            return IsMatch(match, answer);
        ImmutableArray<string> parameters = [answer ?? NoAnswer];
        foreach (var check in task.Checks)
        {
            if ((check ?? task.Example) is not { } script)
                return false;
            var result = await runner.RunAsync(script, parameters, cancellationToken);
            if (result is not { ExitCode: 0, IsTimedOut: false })
                return false;
            parameters = parameters.Add(ScriptRunner.Text(result));
        }

        return !task.Checks.IsEmpty;
    }

    // Without an answer the original compares with Python's None, or fails.
    static bool IsMatch(AnswerMatch match, string? answer)
    {
        if (answer is null)
            return false;
        var given = match.Strip ? answer.Trim() : answer;
        return match.Answer is { } wanted
            ? string.Equals(given, wanted, StringComparison.Ordinal)
            : match.Regex is { } pattern && PythonPattern.IsFound(pattern, given);
    }
}
