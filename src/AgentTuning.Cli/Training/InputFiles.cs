using System.CommandLine;
using AgentTuning.Datasets;
using AgentTuning.Filtering;

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

    /// <summary>Files of conversations; a folder stands for what was kept in it or mixed into it.</summary>
    /// <exception cref="UsageException">One of them does not exist, or a folder holds neither.</exception>
    public static string[] Conversations(ParseResult result, Option<string[]> option)
    {
        try
        {
            return [.. (result.GetValue(option) ?? []).SelectMany(path => RunFiles.FindAll(path, FilterPipeline.KeptFile, Mixture.DatasetFile))];
        }
        catch (UsageException exception)
        {
            throw new UsageException($"{option.Name} {exception.Message}");
        }
    }
}
