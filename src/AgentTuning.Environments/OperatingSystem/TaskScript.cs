namespace AgentTuning.Environments.OperatingSystem;

/// <summary>A script of a task: the text itself, never a file.</summary>
public sealed record TaskScript
{
    /// <summary>Default bash.</summary>
    public ScriptLanguage Language { get; init; }

    /// <summary>The text.</summary>
    public required string Code { get; init; }

    /// <summary>A script of bash.</summary>
    public static TaskScript Bash(string code) => new() { Code = code };

    /// <summary>A script of Python 3.</summary>
    public static TaskScript Python(string code) => new() { Language = ScriptLanguage.Python, Code = code };
}
