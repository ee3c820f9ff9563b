using System.Diagnostics;
using System.Globalization;

namespace AgentTuning.Cli.Tests;

/// <summary>The tool as a process of its own, to be killed.</summary>
sealed class ToolProcess : IDisposable
{
    static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);
    static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "AgentTuning.Cli.dll");

    /// <summary>The exit code where there is no such file system to be had.</summary>
    public const int NoSmallDisk = 77;

    readonly Process _process;
    readonly Task<string> _output;
    readonly Task<string> _errors;

    ToolProcess(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        _errors = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public static ToolProcess Start(params string[] arguments) => new(new ProcessStartInfo(DotNet, [Tool, .. arguments]));

    /// <summary>Starts the tool without a network to hubs, on models that lie in a cache.</summary>
    public static ToolProcess StartOffline(string cache, params string[] arguments) => new(new ProcessStartInfo(DotNet, [Tool, .. arguments])
    {
        Environment = { ["HF_HUB_CACHE"] = cache, ["HF_HUB_OFFLINE"] = "1" },
    });

    /// <summary>Starts the tool with a limit on the size of the files it may write, which fails a write as a full disk does.</summary>
    public static ToolProcess StartWithFileLimit(int kibibytes, params string[] arguments) => new(new ProcessStartInfo(
        "/bin/bash",
        ["-c", string.Create(CultureInfo.InvariantCulture, $"trap '' XFSZ; ulimit -f {kibibytes}; exec \"$@\""), "bash", DotNet, Tool, .. arguments])
    {
        // The runtime maps its compiled code through a file, which the limit would hit first.
        Environment = { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_TieredPGO"] = "0" },
    });

    /// <summary>
    /// Runs the tool twice on a file system of its own: once while that is small, once when it has grown. Writes both exit codes and the
    /// checkpoints in between, and copies the folder out.
    /// </summary>
    public static ToolProcess StartOnSmallDisk(string folder, int kibibytes, string copy, params string[] arguments) => new(new ProcessStartInfo(
        "/bin/bash",
        [
            "-c",
            string.Create(CultureInfo.InvariantCulture, $$"""
                folder=$1 copy=$2; shift 2; mkdir -p "$folder"
                unshare -rm true 2>/dev/null || exit {{NoSmallDisk}}
                exec unshare -rm /bin/bash -c 'folder=$1 copy=$2; shift 2
                    mount -t tmpfs -o size={{kibibytes}}k none "$folder" || exit {{NoSmallDisk}}
                    "$@" >/dev/null; echo first $?; ls "$folder/resume"
                    mount -o remount,size=100m "$folder"
                    "$@" >/dev/null; echo second $?; cp -r "$folder" "$copy"' bash "$folder" "$copy" "$@"
                """),
            "bash", folder, copy, DotNet, Tool, .. arguments,
        ]));

    static string DotNet => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>Waits until the process has ended by itself.</summary>
    public async Task<(int Code, string Output, string Errors)> FinishAsync()
    {
        if (await KillAfterAsync(LongestRun))
            Assert.Fail($"The tool did not end within {LongestRun.TotalSeconds} s. It wrote: {await _errors}");
        return (_process.ExitCode, await _output, await _errors);
    }

    /// <summary>Waits for a while, or until the process has ended by itself.</summary>
    /// <returns>True where it is still running.</returns>
    public async Task<bool> IsRunningForAsync(TimeSpan time)
    {
        using var alarm = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        alarm.CancelAfter(time);
        try
        {
            await _process.WaitForExitAsync(alarm.Token);
            return false;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }

    /// <summary>Kills the process after a while.</summary>
    /// <returns>True where it was still running.</returns>
    public async Task<bool> KillAfterAsync(TimeSpan time)
    {
        if (!await IsRunningForAsync(time))
            return false;
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return true;
    }

    /// <summary>Asks to stop, as Ctrl-C does, but with SIGTERM: a shell starts its background jobs with SIGINT ignored, and the tests with them.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
