namespace AgentTuning.Cli.Listing;

/// <summary>Says what mmdebstrap is about, one line for each of its steps.</summary>
sealed class ImageBuildDisplay(CommandContext context) : IProgress<string>
{
    /// <inheritdoc/>
    public void Report(string value)
    {
        if (value.StartsWith("I: ", StringComparison.Ordinal)) context.Remark(value[3..]);
    }
}
