using System.CommandLine;

namespace AgentTuning.Cli.Training;

/// <summary>Files that an option names.</summary>
static class InputFiles
{
    /// <exception cref="UsageException">One of them does not exist.</exception>
    public static string[] Existing(ParseResult result, Option<string[]> option)
    {
        var files = result.GetValue(option) ?? [];
        foreach (var file in files)
            if (!File.Exists(file))
                throw new UsageException($"{option.Name} {file}: there is no such file.");
        return files;
    }
}
