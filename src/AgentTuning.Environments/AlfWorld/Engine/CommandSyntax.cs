namespace AgentTuning.Environments.AlfWorld.Engine;

/// <summary>How a typed command is taken.</summary>
static class CommandSyntax
{
    /// <summary>The answer to a command that is not admissible.</summary>
    public const string Refusal = "Nothing happens.";

    /// <summary>The command without white space around it, as Python counts white space.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> command)
    {
        var (start, end) = (0, command.Length);
        while (start < end && IsSpace(command[start]))
            start++;
        while (end > start && IsSpace(command[end - 1]))
            end--;
        return command[start..end];
    }

    static bool IsSpace(char character) => char.IsWhiteSpace(character) || character is >= '\x1c' and <= '\x1f';
}
