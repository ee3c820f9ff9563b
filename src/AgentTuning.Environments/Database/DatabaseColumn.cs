namespace AgentTuning.Environments.Database;

/// <summary>A column of a table as the task names it.</summary>
/// <param name="Name">Any text; may be empty or occur twice, as in tables taken from the web.</param>
/// <param name="Type">The type the data set notes, such as <c>INT</c>. The engines make every column TEXT, as the benchmark does.</param>
public sealed record DatabaseColumn(string Name, string Type = "TEXT");
