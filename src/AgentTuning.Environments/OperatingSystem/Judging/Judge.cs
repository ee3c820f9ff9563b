using System.Collections.Immutable;

namespace AgentTuning.Environments.OperatingSystem.Judging;

/// <summary>Says whether a task is solved: by its answer, or by its chain of checks in the machine as the agent left it.</summary>
static class Judge
{
    // What Python's str() makes of no answer.
    const string NoAnswer = "None";

    /// <summary>Judges a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="answer">The agent's answer; null where it gave none.</param>
    /// <param name="runner">Runs the checks.</param>
    /// <param name="cancellationToken">Stops a check.</param>
    /// <exception cref="InvalidDataException">The pattern of the match is malformed.</exception>
    public static async Task<Judgement> RunAsync(OperatingSystemTask task, string? answer, ScriptRunner runner, CancellationToken cancellationToken)
    {
        if (task.Match is { } match)
            return new Judgement(IsMatch(match, answer));
        ImmutableArray<string> parameters = [answer ?? NoAnswer];
        for (var i = 0; i < task.Checks.Length; i++)
        {
            var result = (task.Checks[i] ?? task.Example) is { } script ? await runner.RunAsync(script, parameters, cancellationToken) : null;
            if (result is not { ExitCode: 0, IsTimedOut: false })
                return new Judgement(IsSolved: false, i, result);
            parameters = parameters.Add(ScriptRunner.Text(result));
        }

        return new Judgement(!task.Checks.IsEmpty);
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
