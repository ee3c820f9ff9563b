using System.Collections.Immutable;
using System.Text;
using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Environments.OperatingSystem.Judging;

/// <summary>Runs scripts of tasks as fresh processes in a machine, with arguments, as the original's <c>docker exec</c> does.</summary>
/// <remarks>
/// Deviation: what scripts print to their standard error is no parameter of the next, as in the benchmark's function-calling edition. The older ones join
/// the two; then a search from the root would fail its check by the complaints about <c>/proc</c> that a machine in a user namespace makes.
/// </remarks>
/// <param name="sandbox">The machine.</param>
/// <param name="timeLimit">What a script, and compiling it, may take each.</param>
sealed class ScriptRunner(ISandbox sandbox, TimeSpan timeLimit)
{
    const int OutputLimit = 1 << 20;
    const int LongestArgument = 128 << 10; // Linux takes no longer one
    const int LongestArguments = 1 << 20;
    const string Program = "/tmp/a.out";

    static readonly UTF8Encoding Lenient = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    /// <summary>Runs a script to its end or its limits.</summary>
    /// <returns>How it ended; null where it could not be started with these arguments, or was not compiled.</returns>
    public async Task<SandboxResult?> RunAsync(TaskScript script, ImmutableArray<string> parameters, CancellationToken cancellationToken)
    {
        ImmutableArray<string> command = script.Language switch
        {
            ScriptLanguage.Bash => parameters.IsEmpty ? ["bash", "-c", script.Code] : ["bash", "-c", script.Code, "--", .. parameters],
            ScriptLanguage.Python => ["python3", "-c", script.Code, .. parameters],
            _ => await CompileAsync(script, cancellationToken) ? [Program, .. parameters] : [],
        };
        return command.IsEmpty || !CanStart(command) ? null : await sandbox.ExecuteAsync(Command(command), cancellationToken);
    }

    /// <summary>Output as text; bytes that are no UTF-8 are U+FFFD.</summary>
    public static string Text(SandboxResult result) => Lenient.GetString(result.Output);

    /// <summary>Output and errors as text.</summary>
    public static string AllText(SandboxResult result) => Lenient.GetString([.. result.Output, .. result.Error]);

    async Task<bool> CompileAsync(TaskScript script, CancellationToken cancellationToken)
    {
        var (source, compiler) = script.Language == ScriptLanguage.C ? ("/tmp/main.c", "gcc") : ("/tmp/main.cpp", "g++");
        try
        {
            await sandbox.WriteFileAsync(source, Lenient.GetBytes(script.Code), UnixFileMode.UserRead | UnixFileMode.UserWrite, cancellationToken);
        }
        catch (SandboxException)
        {
            return false; // the agent may have filled the disk
        }

        return await sandbox.ExecuteAsync(Command([compiler, "-o", Program, source]), cancellationToken) is { ExitCode: 0, IsTimedOut: false };
    }

    SandboxCommand Command(ImmutableArray<string> arguments) => new()
    {
        Arguments = arguments,
        TimeLimit = timeLimit,
        OutputLimit = OutputLimit,
    };

    static bool CanStart(ImmutableArray<string> arguments) =>
        arguments.All(argument => Lenient.GetByteCount(argument) < LongestArgument && !argument.Contains('\0', StringComparison.Ordinal))
        && arguments.Sum(argument => Lenient.GetByteCount(argument)) < LongestArguments;
}
