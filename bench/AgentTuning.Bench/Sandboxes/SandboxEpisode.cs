using System.Text;
using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Bench.Sandboxes;

/// <summary>One episode as the operating-system environment plays it: start, a script that sets the task, four commands in a shell that lasts, a script that checks, and the end.</summary>
static class SandboxEpisode
{
    const string Init = "mkdir -p /srv/shop && for i in 1 2 3 4 5; do echo \"order $i\" > /srv/shop/$i.txt; done && chmod 600 /srv/shop/3.txt";
    const string Check = "[ \"$(cat /srv/shop/answer)\" = 5 ] && [ \"$(stat -c %a /srv/shop/3.txt)\" = 644 ] && echo right";
    const string Prompt = "# ";
    const int MaxLetters = 1 << 16;

    static readonly string[] Commands =
    [
        "ls -l /srv/shop\n", "cd /srv/shop; cat *.txt | wc -l > answer\n", "grep -l 'order 3' *.txt\n", "chmod 644 3.txt && cat answer\n",
    ];

    /// <summary>Plays one to its end.</summary>
    /// <exception cref="InvalidDataException">The check failed: what was measured would mean nothing.</exception>
    public static async Task PlayAsync(ISandboxProvider provider, CancellationToken cancellationToken)
    {
        await using var sandbox = await provider.StartAsync(new(), cancellationToken);
        await using (await OpenAsync(sandbox, cancellationToken))
        {
            var check = await sandbox.ExecuteAsync(SandboxCommand.Bash(Check), cancellationToken);
            if (check.ExitCode != 0) throw new InvalidDataException($"The check of an episode ended with exit code {check.ExitCode}: {Encoding.UTF8.GetString(check.Error)}");
        }
    }

    /// <summary>Sets the task and runs the four commands; the shell stays open.</summary>
    public static async Task<ISandboxTerminal> OpenAsync(ISandbox sandbox, CancellationToken cancellationToken)
    {
        var init = await sandbox.ExecuteAsync(SandboxCommand.Bash(Init), cancellationToken);
        if (init.ExitCode != 0) throw new InvalidDataException($"The script that sets the task ended with exit code {init.ExitCode}: {Encoding.UTF8.GetString(init.Error)}");
        var shell = await sandbox.OpenTerminalAsync(new() { Arguments = ["bash", "--login"] }, cancellationToken);
        await ReadPromptAsync(shell, cancellationToken);
        foreach (var command in Commands)
        {
            await shell.WriteAsync(Encoding.UTF8.GetBytes(command), cancellationToken);
            await ReadPromptAsync(shell, cancellationToken);
        }
        return shell;
    }

    static async Task ReadPromptAsync(ISandboxTerminal shell, CancellationToken cancellationToken)
    {
        var (buffer, text) = (new byte[4096], new StringBuilder());
        while (!text.ToString().EndsWith(Prompt, StringComparison.Ordinal))
        {
            var count = await shell.ReadAsync(buffer, cancellationToken);
            if (count == 0 || text.Length > MaxLetters) throw new InvalidDataException($"The shell gave no prompt but '{text}'.");
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
    }
}
