namespace AgentTuning.Cli.Play;

/// <summary>A conversation with a person at a terminal, or with the lines of a pipe.</summary>
/// <remarks>Colors only at a terminal, and not where NO_COLOR is set. What a pipe types is repeated in the output, so that the whole can be read.</remarks>
sealed class PlayTerminal(CommandContext context)
{
    const string Reset = "\e[0m";

    readonly bool _hasColors = context.IsTalking && context.Progress.Profile.Capabilities.Ansi
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Writes lines in plain letters.</summary>
    public Task SayAsync(string text) => context.Output.WriteLineAsync(text);

    /// <summary>Writes lines that are no part of the game, dimmed where there are colors.</summary>
    public Task RemarkAsync(string text) => SayAsync(_hasColors ? $"\e[2m{text}{Reset}" : text);

    /// <summary>Writes lines that matter, green where there are colors.</summary>
    public Task RejoiceAsync(string text) => SayAsync(_hasColors ? $"\e[32m{text}{Reset}" : text);

    /// <summary>Asks for one line; null at the end of the input.</summary>
    /// <exception cref="OperationCanceledException">Stopped while nothing was typed.</exception>
    public async Task<string?> AskAsync(string prompt, CancellationToken cancellationToken)
    {
        await context.Output.WriteAsync(_hasColors ? $"\e[36m{prompt}{Reset}" : prompt);
        await context.Output.FlushAsync(cancellationToken);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.Drain);

        // A terminal's reader does not listen to the token itself.
        var line = await Task.Run(context.Input.ReadLine, either.Token).WaitAsync(either.Token);
        if (!context.IsTalking)
            await context.Output.WriteLineAsync(line ?? "");
        return line;
    }
}
